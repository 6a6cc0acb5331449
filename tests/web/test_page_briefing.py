"""`/briefing`: the answer, table, quotations and limits of any group on one page."""

import pytest
from reading import cells, rows, said

from web.pages import briefing

CHOSEN = ["", "as_at=2014-12-31", "grades=inadequate", "region=London", "as_at=2012-01-01"]


@pytest.mark.parametrize("words", CHOSEN)
def test_its_table_is_the_list_or_the_widest_gaps(demo, words):
    page = demo(f"/briefing?{words}")
    assert page.status_code == 200 and "What this does not show" in said(page)
    listed = rows(demo, f"/lscb/short_list.json?_shape=array&{words}")
    if listed:
        made = cells(page, "Practices that set them apart")
        assert [cell[0] for cell in made] == [row["practice"] for row in listed]
        assert [cell[1] for cell in made] == [f"{row['group_k']} ({100 * row['group_share']:.0f}%)" for row in listed]
    else:
        assert (
            "no practice can be called a common thread" in said(page)
            or "othing to compare" in said(page)
            or ("No board has a review here" in said(page))
        )


def test_each_quotation_has_its_board_grade_date_and_page(demo):
    page = demo("/briefing")
    listed = rows(demo, "/lscb/short_list.json?_shape=array")
    quoted = 0
    for row in listed:
        for one in rows(demo, f"/lscb/practice_examples.json?_shape=array&practice={row['practice_id']}")[:1]:
            if one["text"] in said(page):
                quoted += 1
                assert one["board"] in said(page) and f"judged {one['lscb_grade']}" in said(page)
                assert f'href="{one["page_url"]}"' in page.text
    assert quoted == min(briefing.QUOTES, len(listed)) > 0


def test_the_choice_is_kept_by_its_links(demo):
    page = demo("/briefing?grades=good&as_at=2016-06-30")
    assert 'href="/threads?as_at=2016-06-30&amp;grades=good"' in page.text
    assert 'value="2016-06-30"' in page.text
    assert demo("/briefing?grades=fair").status_code == 400
