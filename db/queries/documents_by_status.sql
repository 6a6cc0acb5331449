select
    status,
    count(*) as documents,
    sum(is_held) as copies_held,
    min(listed_on) as first_listed_on,
    max(listed_on) as last_listed_on
from documents
group by status
order by documents desc, status asc
