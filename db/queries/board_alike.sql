select
    boards_alike.rank,
    boards_alike.alike_board_id,
    boards.name,
    reviews.lscb_grade,
    reviews.public_on,
    reviews.region,
    boards_alike.distance,
    boards_alike.alike_themes,
    boards_alike.apart_themes
from boards_alike
inner join boards on boards_alike.alike_board_id = boards.board_id
inner join reviews on boards_alike.alike_review_id = reviews.review_id
where boards_alike.board_id = :board
order by boards_alike.rank
