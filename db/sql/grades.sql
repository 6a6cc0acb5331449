-- Grain: a grade that Ofsted gives. Key: grade. rank 1 is the best.
create table grades as
select
    line ->> '$.id' as grade,
    cast(line ->> '$.rank' as integer) as rank,
    line ->> '$.label' as label
from raw_grades
order by rank;
