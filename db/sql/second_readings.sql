-- Grain: what another reader said of the same words. Key: review_id, digest, reading.
-- A reading of polarity and themes has no practices, one of practices no polarity and no themes: null, not none.
create table second_readings as
select
    line ->> '$.review_id' as review_id,
    line ->> '$.digest' as digest,
    line ->> '$.reading' as reading,
    line ->> '$.polarity' as polarity,
    if(line ->> '$.reading' like 'practices%', null, coalesce(line ->> '$.themes', '')) as themes,
    if(line ->> '$.reading' like 'practices%', coalesce(line ->> '$.practices', ''), null) as practices
from raw_second_readings
order by review_id, digest, reading;
