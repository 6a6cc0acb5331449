-- Grain: a numbered paragraph, bullet or recommendation of the LSCB part. Key: paragraph_id.
-- position counts from 1 in the order of reading.
create table paragraphs as
with read as (
    select
        item ->> '$.paragraph_id' as paragraph_id,
        review_id,
        cast(item ->> '$.position' as integer) as position,
        item ->> '$.section' as section,
        item ->> '$.heading' as heading,
        item ->> '$.number' as number,
        cast(item ->> '$.page' as integer) as page,
        cast(item ->> '$.x0' as double) as x0,
        cast(item ->> '$.top' as double) as top,
        cast(item ->> '$.x1' as double) as x1,
        cast(item ->> '$.bottom' as double) as bottom,
        item ->> '$.text' as text
    from record_items('paragraphs')
)

select
    read.*,
    page_link(reviews.url, read.page) as page_url
from read
left join reviews on read.review_id = reviews.review_id
order by read.review_id, read.position;
