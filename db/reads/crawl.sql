-- The last crawl that came to its end, one row: when it began, and how many lines of the listing it left with each
-- status. It goes into a build's `build.json` and not into a table: the same data from another crawl are the same data.
with counted as (
    select
        status,
        count(*) as documents,
        max(last_seen) as last_seen
    from listing
    group by status
)

select
    max(last_seen) as crawled_at,
    map_from_entries(list(row(status, documents) order by status)) as documents
from counted;
