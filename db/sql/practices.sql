-- Grain: a practice, one concrete thing that a board has or does. Key: practice_id.
-- position is the order of extract/practices.yml.
create table practices as
select
    line ->> '$.practice_id' as practice_id,
    line ->> '$.theme_id' as theme_id,
    line ->> '$.label' as label,
    line ->> '$.covers' as covers,
    row_number as position
from raw_practices
order by position;
