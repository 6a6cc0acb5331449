with most_joint as (
    select review_id
    from review_units
    order by reports desc, board_id asc, review_id asc
    limit 1
)

select
    beside.review_id,
    reviews.authority,
    reviews.lscb_grade,
    reviews.public_on,
    reviews.page_url,
    beside.unit_id = own.unit_id as is_same_review,
    beside.is_counted
from review_units as own
inner join review_units as beside on own.board_id = beside.board_id and own.review_id <> beside.review_id
inner join reviews on beside.review_id = reviews.review_id
where own.review_id = coalesce(nullif(:review, ''), (select most_joint.review_id from most_joint))
order by reviews.public_on, beside.review_id
