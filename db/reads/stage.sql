-- Rows given as one JSON array, the parameter, each numbered from 1; gone when the connection closes.
create temp table raw_{{ name }} as
select
    cast(generate_subscripts(given.lines, 1) as integer) as row_number,
    unnest(given.lines) as line
from (select cast($1 as json[]) as lines) as given;
