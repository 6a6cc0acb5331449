select
    reviews.review_id,
    reviews.authority,
    reviews.public_on,
    units.is_counted,
    judgements.area,
    areas.label,
    judgements.grade,
    judgements.page,
    judgements.page_url
from review_units as units
inner join reviews on units.review_id = reviews.review_id
inner join judgements on units.review_id = judgements.review_id
inner join areas on judgements.area = areas.area
where
    units.board_id = :board
    and coalesce(nullif(:as_at, ''), '9999-12-31') between units.public_on and units.holds_until
order by units.is_counted desc, reviews.authority asc, areas.position asc
