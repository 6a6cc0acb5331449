select
    reviews.review_id,
    reviews.board_id,
    boards.name as board,
    reviews.authority,
    reviews.lscb_grade,
    reviews.overall_grade,
    reviews.public_on,
    reviews.url,
    '/reviews/' || reviews.review_id as path
from reviews
inner join boards on reviews.board_id = boards.board_id
where reviews.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
order by reviews.public_on desc, reviews.review_id asc
