-- Every row that names a row of another table names one that exists.
select
    '{{ table }}' as table_name,
    {{ joined_key }} as key,
    '{{ column }}' as column_name,
    '{{ names }}' as names,
    one.{{ column }} as value
from {{ table }} as one
anti join {{ names }} as other on one.{{ column }} = other.{{ names_key }}
where one.{{ column }} is not null or not {{ may_be_null }}
