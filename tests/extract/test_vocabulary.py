import pytest

from extract.vocabulary import refuse_unknown


def test_unknown_key_is_refused_with_the_near_one():
    with pytest.raises(ValueError, match=r"practices.yml, audits: unknown key `phrase`; did you mean `phrases`\?"):
        refuse_unknown({"id": 1, "phrase": 2}, ("id", "phrases"), "practices.yml, audits")


def test_unknown_key_like_none_is_refused_with_all():
    with pytest.raises(ValueError, match="unknown key `tea`; known are id, phrases"):
        refuse_unknown({"tea": 2}, ("phrases", "id"), "x.yml")


def test_known_keys_pass():
    refuse_unknown({"id": 1}, ("id", "phrases"), "x.yml")
