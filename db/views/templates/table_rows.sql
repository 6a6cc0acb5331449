-- Grain: a published table. Key: table_name. position is the order of the data dictionary.
select
    {{ position }} as position,
    '{{ table }}' as table_name,
    count(*) as "rows"
from {{ table }}
