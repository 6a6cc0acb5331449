select
    coalesce(why_missing, 'held') as state,
    count(*) as reviews,
    sum(count(*)) over () as of_reviews
from coverage
group by coalesce(why_missing, 'held')
order by reviews desc, state asc
