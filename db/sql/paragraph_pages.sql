-- Grain: a fragment, the part of a paragraph on one page. Key: paragraph_id, page.
-- start: how many characters of the paragraph's text stand before it.
create table paragraph_pages as
with fragments as (
    select
        review_id,
        item ->> '$.paragraph_id' as paragraph_id,
        unnest(cast(item -> '$.pages' as json[])) as fragment
    from record_items('paragraphs')
)

select
    fragments.paragraph_id,
    cast(fragments.fragment ->> '$.page' as integer) as page,
    cast(fragments.fragment ->> '$.start' as integer) as start,
    cast(fragments.fragment ->> '$.x0' as double) as x0,
    cast(fragments.fragment ->> '$.top' as double) as top,
    cast(fragments.fragment ->> '$.x1' as double) as x1,
    cast(fragments.fragment ->> '$.bottom' as double) as bottom,
    page_link(reviews.url, cast(fragments.fragment ->> '$.page' as integer)) as page_url
from fragments
inner join reviews on fragments.review_id = reviews.review_id
order by fragments.paragraph_id, page;
