select
    paragraphs.text,
    paragraphs.heading,
    paragraphs.number,
    boards.name as board,
    reviews.public_on,
    paragraphs.page,
    paragraphs.page_url,
    paragraphs.paragraph_id,
    paragraphs.review_id
from review_units as units
inner join boards on units.board_id = boards.board_id
inner join reviews on units.review_id = reviews.review_id
inner join paragraphs on units.review_id = paragraphs.review_id
where
    units.board_id = :board
    and units.is_counted
    and units.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
    and (units.superseded_on is null or units.superseded_on > coalesce(nullif(:as_at, ''), '9999-12-31'))
    and paragraphs.section = 'recommendation'
order by paragraphs.position
