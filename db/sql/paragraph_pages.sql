-- Grain: what stands of a paragraph on one page. Key: paragraph_id, page.
-- start: how many characters of the paragraph's text stand before it.
create table paragraph_pages as
with items as (
    select unnest(cast(record -> '$.paragraphs' as json[])) as item
    from records
    where outcome = 'review'
),

fragments as (
    select
        item ->> '$.paragraph_id' as paragraph_id,
        unnest(cast(item -> '$.pages' as json[])) as fragment
    from items
)

select
    paragraph_id,
    cast(fragment ->> '$.page' as integer) as page,
    cast(fragment ->> '$.start' as integer) as start,
    cast(fragment ->> '$.x0' as double) as x0,
    cast(fragment ->> '$.top' as double) as top,
    cast(fragment ->> '$.x1' as double) as x1,
    cast(fragment ->> '$.bottom' as double) as bottom
from fragments
order by paragraph_id, page;
