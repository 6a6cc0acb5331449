-- Grain: a coding by a person, which overrides the one by reading, or the rules. Key: review_id, digest.
create table corrections as
select
    line ->> '$.review_id' as review_id,
    line ->> '$.digest' as digest,
    line ->> '$.polarity' as polarity,
    coalesce(line ->> '$.themes', '') as themes,
    coalesce(line ->> '$.practices', '') as practices,
    cast(line ->> '$.earlier' as integer) as earlier,
    cast(line ->> '$.example' as integer) as example,
    line ->> '$.why' as why,
    line ->> '$.corrected_by' as corrected_by,
    cast(line ->> '$.corrected_on' as date) as corrected_on
from raw_corrections
order by review_id, digest;
