from __future__ import annotations

import io
import pathlib

import pikepdf
import pytest
from drawing import PART_C, Drawing, report

from extract.errors import ExtractionError
from extract.pdf import damage_of, open_pdf

SOUND = report(PART_C)


def encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="ambleford", owner="ambleford"))
    return out.getvalue()


def zeroed(data: bytes) -> bytes:
    """With the head of a font's stream gone: further in, nothing but zeros may still be a stream."""
    begin = data.index(b"stream", data.rindex(b"/Length1"))
    return data[: begin + 8] + bytes(1200) + data[begin + 1208 :]


def scan() -> bytes:
    drawing = Drawing(numbers=False)
    drawing.turn()
    return drawing.pdf()


def test_a_sound_file_has_no_damage_and_its_pages_have_text(tmp_path: pathlib.Path) -> None:
    assert damage_of(SOUND) is None
    path = tmp_path / "50009999.pdf"
    path.write_bytes(SOUND)
    with open_pdf(path) as pdf:
        assert (pdf.file_id, pdf.pages) == ("50009999", 5)
        assert pdf.text_lines(1)[0] == "Ambleford"
        assert pdf.body_size(4, 4) == 12.0
        sheet = pdf.sheet(1)
        assert (sheet.x0, sheet.top, round(sheet.x1), round(sheet.bottom)) == (0, 0, 595, 842)


@pytest.mark.parametrize(
    ("data", "met"),
    [
        (b"<html>gone</html>", "not a PDF"),
        (SOUND[: len(SOUND) // 2], "damaged"),
        (zeroed(SOUND), r"damaged: .*; .* \(2 in all\); delete the PDF and crawl again$"),
        (encrypted(SOUND), "encrypted: it needs a password"),
        (scan(), "no text on its 2 pages"),
        (b"", "not a PDF"),
    ],
    ids=["html", "truncated", "zeroed", "encrypted", "scan", "empty"],
)
def test_what_cannot_be_read_says_which_file_and_what_was_met(tmp_path: pathlib.Path, data: bytes, met: str) -> None:
    path = tmp_path / "50009999.pdf"
    path.write_bytes(data)
    with pytest.raises(ExtractionError, match=met) as raised, open_pdf(path):
        pass
    assert raised.value.file_id == "50009999"
    assert "0x" not in str(raised.value)  # an address in memory, another with each run
    assert str(raised.value).startswith("50009999, the file: ")
