-- Grain: the part of a finding that stands on one page. Key: finding_id, share (from 1, in the order of reading).
-- start: how many characters of the finding's text stand before it.
create table finding_shares as
with items as (
    select
        file_id,
        unnest(cast(record -> '$.findings' as json[])) as item
    from records
    where outcome = 'review'
),

shares as (
    select
        file_id,
        cast(item ->> '$.position' as integer) as position,
        unnest(cast(item -> '$.shares' as json[])) as piece,
        generate_subscripts(cast(item -> '$.shares' as json[]), 1) as share
    from items
)

select
    format('{}-{:03d}', file_id, position) as finding_id,
    cast(share as integer) as share,
    cast(piece ->> '$.page' as integer) as page,
    cast(piece ->> '$.start' as integer) as start,
    cast(piece ->> '$.x0' as double) as x0,
    cast(piece ->> '$.top' as double) as top,
    cast(piece ->> '$.x1' as double) as x1,
    cast(piece ->> '$.bottom' as double) as bottom
from shares
order by finding_id, share;
