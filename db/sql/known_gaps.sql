-- Grain: a review that took place and whose report is no longer listed. Key: la_code, published.
create table known_gaps as
select
    line ->> '$.la_code' as la_code,
    line ->> '$.authority' as authority,
    line ->> '$.published' as published,
    line ->> '$.overall_grade' as overall_grade,
    line ->> '$.lscb_grade' as lscb_grade,
    line ->> '$.board_id' as board_id,
    line ->> '$.why' as why,
    line ->> '$.source' as source
from raw_known_gaps
order by la_code, published;
