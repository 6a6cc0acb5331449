from extract.codings import Coded, Coding
from extract.phrases import Lexicon
from extract.pruning import paying, try_polarity, try_practices

CUES = Lexicon([("clear", "plain"), ("clearly", "plain"), ("very clear", "plain"), ("not", "turn"), ("vivid", "plain")])


def coded(review_id, text, polarity, *practices):
    return Coded(review_id, text, "finding", None, None, Coding("", polarity, frozenset(), frozenset(practices)))


def test_a_phrase_pays_that_helps_in_three_reports():
    statements = [coded(str(n), "The plan is clear.", "strength") for n in range(3)]
    statements += [coded(str(n), "The plan is vivid.", "strength") for n in range(2)]
    trials = {one.phrase: one for one in try_polarity(statements, CUES)}
    assert (trials["clear"].helps, trials["clear"].harms, trials["clear"].reports) == (3, 0, 3)
    assert trials["clear"].pays
    assert trials["vivid"].reports == 2


def test_turning_a_statement_round_counts_twice():
    statements = [coded(str(n), "The plan is clear with bad forms.", "weakness") for n in range(3)]
    cues = Lexicon([("clear", "plain"), ("bad forms", "verdict")])
    trials = {one.phrase: one for one in try_polarity(statements, cues)}
    assert trials["bad forms"].helps == 6


def test_closed_lists_are_not_tried():
    assert list(try_polarity([coded("1", "It is not.", "strength")], CUES)) == []


def test_a_rare_word_of_blame_pays_if_it_does_no_harm():
    cues = Lexicon([("vivid", "plain"), ("drab", "verdict"), ("grey", "verdict"), ("as drab as ever", "verdict")])
    statements = [
        coded("1", "The plan is vivid.", "strength"),
        coded("1", "The plan is drab.", "weakness"),
        coded("1", "The plan is grey.", "strength"),
        coded("1", "The plan is as drab as ever.", "weakness"),
    ]
    pays = {one.phrase: one.pays for one in try_polarity(statements, cues)}
    assert pays == {"vivid": False, "drab": True, "grey": False, "as drab as ever": False}
    assert paying(statements, (("drab", "verdict"), ("grey", "verdict"), ("unmet", "plain"))) == (
        ("drab", "verdict"),
        ("unmet", "plain"),
    )


def test_of_two_phrases_that_do_the_same_the_rarer_decides_nothing():
    statements = [coded(str(n), "The plan is very clear.", "neutral") for n in range(3)]
    statements += [coded(str(n), "The plan is clear.", "strength") for n in range(4)]
    trials = {one.phrase: one for one in try_polarity(statements, CUES)}
    assert (trials["very clear"].helps, trials["very clear"].harms) == (0, 0)
    assert (trials["very clear"].agrees, trials["very clear"].differs) == (0, 3)
    assert not trials["very clear"].pays
    assert (trials["clear"].helps, trials["clear"].harms, trials["clear"].reports) == (4, 3, 4)


def test_phrase_of_a_practice_pays_where_most_of_its_statements_have_it():
    statements = [coded(str(n), "Audits of the rota", "neutral", *("audit",) * (n > 0)) for n in range(4)]
    phrases = Lexicon([("audits", "audit"), ("rota", "plan"), ("tea", "audit")])
    trials = {one.phrase: one for one in try_practices(statements, phrases)}
    assert (trials["audits"].helps, trials["audits"].harms, trials["audits"].pays) == (3, 1, True)
    assert (trials["rota"].helps, trials["rota"].harms, trials["rota"].pays) == (0, 4, False)
    assert "tea" not in trials
