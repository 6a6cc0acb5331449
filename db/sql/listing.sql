-- Grain: a line of the crawl's listing. Key: file_id, urn. As read, not published; empty where there was no crawl.
create table listing as
select
    line ->> '$.file_id' as file_id,
    line ->> '$.urn' as urn,
    line ->> '$.authority' as authority,
    line ->> '$.title' as title,
    cast(line ->> '$.listed_on' as date) as listed_on,
    line ->> '$.url' as url,
    line ->> '$.status' as status,
    line ->> '$.reason' as reason,
    line ->> '$.sha256' as sha256,
    line ->> '$.last_seen' as last_seen
from raw_listing
order by row_number;
