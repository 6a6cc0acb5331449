select grades.grade, count(reviews.review_id) as reviews,
  count(distinct reviews.board_id) as boards,
  sum(count(reviews.review_id)) over () as of_reviews,
  round(100.0 * count(reviews.review_id) / sum(count(reviews.review_id)) over (), 1) as percent
from grades
left join reviews on reviews.lscb_grade = grades.grade
  and reviews.public_on <= date(coalesce(nullif(:as_at, ''), 'now'))
group by grades.grade
order by grades.rank
