-- No two rows of a table have the same key, and no part of a key is null.
select
    '{{ table }}' as table_name,
    '{{ key }}' as key,
    {{ joined_key }} as value,
    count(*) as times
from {{ table }} as one
group by {{ key }}
having count(*) > 1 or {{ joined_key }} is null
