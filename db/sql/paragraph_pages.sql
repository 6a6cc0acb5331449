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
        file_id as review_id,
        cast(item ->> '$.position' as integer) as position,
        unnest(cast(item -> '$.shares' as json[])) as part
    from items
)

select
    format('{}-{:03d}', parts.review_id, parts.position) as paragraph_id,
    cast(parts.part ->> '$.page' as integer) as page,
    cast(parts.part ->> '$.start' as integer) as start,
    cast(parts.part ->> '$.x0' as double) as x0,
    cast(parts.part ->> '$.top' as double) as top,
    cast(parts.part ->> '$.x1' as double) as x1,
    cast(parts.part ->> '$.bottom' as double) as bottom,
    page_link(reviews.url, cast(parts.part ->> '$.page' as integer)) as page_url
from parts
inner join reviews on parts.review_id = reviews.review_id
order by paragraph_id, page;
