-- Grain: a count of reviews by grade that someone published. Key: as_at, area.
-- A grade whose number was not given is null; reviews is the number given for all grades.
create table published_counts as
select
    cast(line ->> '$.as_at' as date) as as_at,
    line ->> '$.area' as area,
    cast(line ->> '$.reviews' as integer) as reviews,
    cast(line ->> '$.outstanding' as integer) as outstanding,
    cast(line ->> '$.good' as integer) as good,
    cast(line ->> '$.requires_improvement' as integer) as requires_improvement,
    cast(line ->> '$.inadequate' as integer) as inadequate,
    line ->> '$.said_by' as said_by,
    line ->> '$.source' as source
from raw_published_counts
order by as_at, area;
