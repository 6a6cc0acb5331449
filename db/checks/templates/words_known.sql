-- A column whose words tables.yml lists holds no others.
select
    '{{ table }}' as table_name,
    {{ joined_key }} as key,
    '{{ column }}' as column_name,
    one.{{ column }} as value
from {{ table }} as one
where coalesce(one.{{ column }} not in ({{ words }}), not {{ may_be_null }})
