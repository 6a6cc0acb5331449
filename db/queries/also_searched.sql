select
    also.value ->> 0 as typed,
    also.value ->> 1 as name
from json_each(also_searched(coalesce(:q, ''))) as also
order by cast(also.key as integer)
