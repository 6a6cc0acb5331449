select reviews.authority, reviews.public_on, warnings.code, warnings.message, warnings.page,
  reviews.url || coalesce('#page=' || warnings.page, '') as page_url, review_id
from warnings
join reviews using (review_id)
order by reviews.authority, reviews.public_on, warnings.position
