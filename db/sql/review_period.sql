-- Grain: the time in which reviews of LSCBs were published, one row. Key: first_on. Not published.
create table review_period as
select
    cast(line ->> '$.first_on' as date) as first_on,
    cast(line ->> '$.last_on' as date) as last_on
from raw_review_period;
