import pytest

from extract.phrases import Lexicon, Phrase, longest_first, words


def starts(phrase, text):
    return [hit.start for hit in Lexicon([(phrase, None)]).hits(words(text))]


def test_notation():
    assert starts("multi-agency audit*", "A multi agency audits day") == [1]
    assert starts("hold ... account", "They hold each other fully to account") == [1]
    assert starts("hold ... account", "They hold it; they account") == []
    assert starts("good/clear plan", "A clear plan and a good plan") == [1, 5]
    assert starts("has been *ed", "It has been mended") == [1]
    assert starts("action plan", "in action, plan") == []


@pytest.mark.parametrize("wrong", ["", "... plan", "plan ...", "*ed plan", False])
def test_what_is_not_a_phrase_is_refused(wrong):
    with pytest.raises((ValueError, TypeError)):
        Phrase.read(wrong)


def test_longest_phrase_takes_the_words_and_a_general_one_yields():
    lexicon = Lexicon([("yet", 1), ("not yet", 2), ("is *ed", 3), ("limited", 4)])
    hits = longest_first(lexicon.hits(words("It is limited and not yet open")))
    assert [hit.meaning for hit in hits] == [4, 2]
