-- Grain: a theme that statements may be about. Key: theme_id.
-- position is the order of the vocabulary that came with the records (extract/themes.yml).
create table themes as
select
    line ->> '$.theme_id' as theme_id,
    line ->> '$.label' as label,
    line ->> '$.covers' as covers,
    row_number as position
from raw_themes
order by row_number;
