import json

import extract.practices
import extract.themes
from common.record import PRACTICES_FILE, THEMES_FILE
from extract.vocabulary import write_vocabulary


def test_the_vocabularies_go_with_the_records(tmp_path):
    write_vocabulary(tmp_path)
    themes = json.loads((tmp_path / THEMES_FILE).read_text(encoding="utf-8"))
    practices = json.loads((tmp_path / PRACTICES_FILE).read_text(encoding="utf-8"))
    assert [one["theme_id"] for one in themes] == [one.id for one in extract.themes.vocabulary()]
    assert [one["practice_id"] for one in practices] == [one.id for one in extract.practices.vocabulary()]
    assert themes[0]["theme_id"] == "leadership" and themes[0]["label"] == "Chair and leadership"
    assert practices[0].keys() == {"practice_id", "theme_id", "label", "covers"}
    assert {one["theme_id"] for one in practices} <= {one["theme_id"] for one in themes}
