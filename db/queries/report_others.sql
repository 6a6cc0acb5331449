select other.review_id, reviews.authority, reviews.lscb_grade, reviews.public_on, reviews.page_url,
  other.unit_id = own.unit_id as is_same_review, other.is_counted
from review_units as own
join review_units as other on other.board_id = own.board_id and other.review_id <> own.review_id
join reviews on reviews.review_id = other.review_id
where own.review_id = coalesce(nullif(:review, ''), (
  select review_id from review_units order by reports desc, board_id, review_id limit 1))
order by reviews.public_on, other.review_id
