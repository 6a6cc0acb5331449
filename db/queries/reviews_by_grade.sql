select
    grades.grade,
    count(reviews.review_id) as reviews,
    count(distinct reviews.board_id) as boards,
    sum(count(reviews.review_id)) over () as of_reviews,
    round(100.0 * count(reviews.review_id) / sum(count(reviews.review_id)) over (), 1) as percent
from grades
left join reviews
    on
        grades.grade = reviews.lscb_grade
        and reviews.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
group by grades.grade
order by grades.rank
