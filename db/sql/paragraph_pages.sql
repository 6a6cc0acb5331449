-- Grain: the part of a paragraph that stands on one page. Key: paragraph_id, page.
-- start: how many characters of the paragraph's text stand before it.
create table paragraph_pages as
with items as (
    select
        file_id,
        unnest(cast(record -> '$.findings' as json[])) as item
    from records
    where outcome = 'review'
),

parts as (
    select
        file_id,
        cast(item ->> '$.position' as integer) as position,
        unnest(cast(item -> '$.shares' as json[])) as part
    from items
)

select
    format('{}-{:03d}', file_id, position) as paragraph_id,
    cast(part ->> '$.page' as integer) as page,
    cast(part ->> '$.start' as integer) as start,
    cast(part ->> '$.x0' as double) as x0,
    cast(part ->> '$.top' as double) as top,
    cast(part ->> '$.x1' as double) as x1,
    cast(part ->> '$.bottom' as double) as bottom
from parts
order by paragraph_id, page;
