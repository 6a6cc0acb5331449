-- Grain: one grade in one report. Key: review_id, area. A judgement that the report does not make has no row.
create table judgements as
with read as (
    select
        review_id,
        item ->> '$.area' as area,
        item ->> '$.grade' as grade,
        cast(item ->> '$.page' as integer) as page,
        item ->> '$.stated' as stated
    from record_items('judgements')
)

select
    read.review_id,
    read.area,
    read.grade,
    grades.rank,
    read.page,
    page_link(reviews.url, read.page) as page_url,
    read.stated
from read
left join reviews on read.review_id = reviews.review_id
left join grades on read.grade = grades.grade
left join areas on read.area = areas.area
order by read.review_id, areas.position;
