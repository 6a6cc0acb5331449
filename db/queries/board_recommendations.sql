select
    paragraphs.text,
    paragraphs.heading,
    paragraphs.number,
    reviews.board,
    reviews.public_on,
    paragraphs.page,
    paragraphs.page_url,
    paragraphs.paragraph_id,
    paragraphs.review_id
from counted_reviews as reviews
inner join paragraphs on reviews.review_id = paragraphs.review_id
where
    reviews.board_id = :board
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
    and paragraphs.section = 'recommendation'
order by paragraphs.position
