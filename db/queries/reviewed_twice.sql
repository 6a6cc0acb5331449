with twice as (
    select la_code
    from coverage
    group by la_code
    having count(*) > 1
)

select
    coverage.authority,
    coverage.ordinal,
    boards.name as board,
    coverage.published,
    reviews.page_url,
    coverage.lscb_grade,
    coverage.overall_grade,
    coverage.why_missing,
    reviews.inspected_from,
    reviews.inspected_to
from twice
inner join coverage on twice.la_code = coverage.la_code
inner join boards on coverage.board_id = boards.board_id
left join reviews on coverage.review_id = reviews.review_id
order by coverage.authority, coverage.ordinal
