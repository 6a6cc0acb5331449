from extract.digest import digest


def test_digest_is_of_letters_and_digits_alone():
    # sha256(b"theplanis2yearsold") as `printf theplanis2yearsold | sha256sum` gives it
    assert digest("The plan is 2 years old.") == "8dac05e34af838b0"


def test_another_quote_hyphen_space_or_case_makes_no_other_statement():
    assert digest("The board’s multi-agency  plan") == digest("THE BOARD'S MULTI AGENCY PLAN")
    assert digest("ﬁve") == digest("five")
    assert digest("The plan") != digest("A plan")
