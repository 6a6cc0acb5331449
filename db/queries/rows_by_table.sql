select
    table_name,
    "rows"
from table_rows
order by position
