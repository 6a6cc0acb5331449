from common.digest import digest


def test_the_digest_is_that_of_the_codebook():
    # sha256("theboardis2yearsold")
    assert digest("The Board is 2 years old.") == "60efdc0964a5228c"


def test_how_words_are_printed_makes_no_difference():
    assert digest("Multi‑agency ‘audits’ are ﬁne") == digest("multi-agency 'audits' are fine")
    assert digest("Audits are fine") != digest("Audits are fined")
