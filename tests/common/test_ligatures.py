from common.ligatures import LIGATURES


def test_a_ligature_is_the_letters_that_it_stands_for() -> None:
    assert "ﬁnd the oﬃce staﬀ of ﬂats".translate(LIGATURES) == "find the office staff of flats"
    assert "Children’s ½ – “board”".translate(LIGATURES) == "Children’s ½ – “board”"
