select warnings.code, warnings.page, reviews.url || '#page=' || warnings.page as page_url, warnings.message
from warnings
join reviews using (review_id)
where warnings.review_id = coalesce(nullif(:review, ''), (
  select review_id from warnings group by review_id order by count(*) desc, review_id limit 1))
order by warnings.position
