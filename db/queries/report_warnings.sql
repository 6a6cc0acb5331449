with most_warned as (
    select review_id
    from warnings
    group by review_id
    order by count(*) desc, review_id asc
    limit 1
)

select
    code,
    page,
    page_url,
    message
from warnings
where review_id = coalesce(nullif(:review, ''), (select most_warned.review_id from most_warned))
order by position
