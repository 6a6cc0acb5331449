select
    coalesce(reviews.board_id, coverage.board_id) as board_id,
    coverage.authority,
    coverage.region,
    coverage.is_held,
    coverage.published,
    coverage.lscb_grade,
    coverage.overall_grade,
    coverage.why_missing,
    coverage.source,
    coverage.review_id,
    units.unit_id,
    units.is_counted,
    units.public_on as unit_public_on,
    units.superseded_on,
    units.ordinal,
    units.reports,
    units.is_agreed,
    reviews.inspected_from,
    reviews.inspected_to,
    reviews.lead_inspector,
    reviews.first_page as page,
    reviews.page_url
from coverage
left join reviews on coverage.review_id = reviews.review_id
left join review_units as units on coverage.review_id = units.review_id
where coalesce(reviews.board_id, coverage.board_id) = :board
order by
    coalesce(units.public_on, coverage.published) is null,
    coalesce(units.public_on, coverage.published),
    units.is_counted desc,
    coverage.authority asc
