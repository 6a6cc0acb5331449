select
    reviews.review_id,
    boards.name as board,
    reviews.public_on
from reviews
inner join boards on reviews.board_id = boards.board_id
order by reviews.review_id
