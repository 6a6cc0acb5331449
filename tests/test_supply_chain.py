"""What is installed: only what a lock names by its hashes, under licences that are listed, and audited."""

import os
import re
import subprocess

import pytest

from tests import licences
from tests.conftest import REPO

LOCKS = ("requirements.txt", "requirements-serve.txt", "requirements-dev.txt")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# 'python -m pip install --quiet …': up to the end of the command
INSTALL = re.compile(r"pip install[^\n`&|]*")
# Tools in a venv of their own, which no part of the program is run with: what they are for is told beside them.
TOOLS = ("frictionless", "datasette>=1.0a0", "pip-audit", " uv")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_its_hashes_and_comes_from_no_named_place(lock):
    text = (REPO / lock).read_text(encoding="utf-8")
    entries = [one for one in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M) if one.strip() and one[0] != "#"]
    assert len(entries) >= len(licences.pins(REPO / lock)) > 30
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or not HASH.search(entry)] == []
    assert not re.search(r"^\s*(?:-i|--index-url|--extra-index-url|--find-links|.* @ )", text, re.M)


@pytest.mark.parametrize("name", ["Makefile", "Containerfile", "tests/audit.sh", ".ci/run"])
def test_nothing_is_installed_without_hashes(name):
    calls = INSTALL.findall((REPO / name).read_text(encoding="utf-8").replace("\\\n", " "))
    free = [call for call in calls if "--require-hashes -r requirements" not in call]
    assert [call for call in free if not any(tool in call for tool in TOOLS)] == []
    assert calls or name == ".ci/run"


def test_the_licences_of_all_that_is_locked_are_listed():
    assert licences.PAGE.read_text(encoding="utf-8") == licences.text(), "run python -m tests.licences"
    assert "not stated" not in licences.text()


AUDITOR = """#!/bin/sh
while [ "$1" != --output ]; do shift; done
{answer}
"""


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        ('echo \'{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}\' > "$2"', 0, "txt: 1 packages asked"),
        (
            'echo \'{"dependencies": [{"name": "a", "version": "1", "vulns": '
            '[{"id": "CVE-1", "fix_versions": ["2"]}]}]}\' > "$2"; exit 1',
            1,
            "a 1: CVE-1; mended in 2",
        ),
        ('echo \'{"dependencies": [{"name": "a", "skip_reason": "a is not on PyPI"}]}\' > "$2"', 3, "a is not on PyPI"),
        ("echo ConnectionError: no route >&2; exit 1", 3, "NO AUDIT: the service"),
        ('echo "<html>" > "$2"; exit 0', 3, "were NOT checked"),
    ],
)
def test_an_audit_says_what_is_known_and_loudly_when_it_was_not_asked(tmp_path, answer, status, words):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "pip-audit").write_text(AUDITOR.format(answer=answer))
    (tmp_path / "bin" / "pip-audit").chmod(0o755)
    (tmp_path / "bin" / "python").write_text('#!/bin/sh\nexec python3 "$@"\n')
    (tmp_path / "bin" / "python").chmod(0o755)
    done = subprocess.run(
        ["sh", "tests/audit.sh"], cwd=REPO, env=os.environ | {"AUDIT": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == status and words in done.stdout + done.stderr
