select
    boards.name as board,
    reviews.lscb_grade,
    reviews.public_on,
    reviews.page_url,
    reviews.authority,
    reviews.overall_grade,
    reviews.region,
    reviews.inspected_from,
    reviews.inspected_to,
    reviews.lead_inspector
from reviews
inner join boards on reviews.board_id = boards.board_id
where
    coalesce(reviews.inspected_to, reviews.public_on)
    between coalesce(nullif(:from, ''), '2013-11-01') and coalesce(nullif(:to, ''), '9999-12-31')
order by reviews.inspected_to, reviews.authority
