select
    findings.text,
    findings.heading,
    findings.number,
    boards.name as board,
    reviews.public_on,
    findings.page,
    findings.page_url,
    findings.finding_id,
    findings.review_id
from review_units as units
inner join boards on units.board_id = boards.board_id
inner join reviews on units.review_id = reviews.review_id
inner join findings on units.review_id = findings.review_id
where
    units.board_id = :board
    and units.counts_once
    and units.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
    and (units.superseded_on is null or units.superseded_on > coalesce(nullif(:as_at, ''), '9999-12-31'))
    and findings.section = 'recommendation'
order by findings.position
