select
    reviews.authority,
    reviews.public_on,
    warnings.code,
    warnings.message,
    warnings.page,
    coalesce(warnings.page_url, reviews.url) as page_url,
    warnings.review_id
from warnings
inner join reviews on warnings.review_id = reviews.review_id
order by reviews.authority, reviews.public_on, warnings.position
