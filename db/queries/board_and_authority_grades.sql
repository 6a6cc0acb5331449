select
    boards.name as board,
    reviews.authority,
    reviews.region,
    reviews.lscb_grade,
    reviews.overall_grade,
    reviews.overall_grade_rank - reviews.lscb_grade_rank as steps_better,
    reviews.public_on,
    reviews.page_url
from reviews
inner join boards on reviews.board_id = boards.board_id
where
    reviews.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
    and :region in ('', reviews.region)
order by steps_better desc, reviews.lscb_grade_rank asc, reviews.authority asc, reviews.public_on asc
