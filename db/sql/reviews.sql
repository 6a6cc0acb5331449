-- Grain: a report that reviews an LSCB. Key: review_id, which is the document's file_id.
-- A report listed under a successor authority, which never had an LSCB review, belongs to the authority it names.
create table reviews as
with read as (
    select
        records.*,
        documents.urn,
        documents.url,
        documents.listed_on,
        documents.is_withdrawn,
        case
            when listed.status = 'successor' or documents.la_code is null then records.printed_la_code
            else documents.la_code
        end as la_code,
        cast(records.record ->> '$.published_on' as date) as published_on,
        cast(records.record ->> '$.first_page' as integer) as first_page
    from records
    inner join documents on records.file_id = documents.file_id
    left join authorities as listed on documents.la_code = listed.la_code
    where records.outcome = 'review'
),

graded as (
    select
        file_id,
        unnest(cast(record -> '$.judgements' as json[])) as judgement
    from read
),

-- A second grade for the same area would be caught by the checks on `judgements`; here it must not double the row.
grade_of as (
    select
        file_id,
        any_value(judgement ->> '$.grade') filter (where judgement ->> '$.area' = 'lscb') as lscb_grade,
        any_value(judgement ->> '$.grade') filter (where judgement ->> '$.area' = 'overall') as overall_grade
    from graded
    group by file_id
)

select
    read.file_id as review_id,
    authorities.name as authority,
    grade_of.lscb_grade,
    grade_of.overall_grade,
    coalesce(read.listed_on, read.published_on) as public_on,
    page_link(read.url, read.first_page) as page_url,
    authorities.region,
    cast(year(coalesce(read.listed_on, read.published_on)) as integer) as year,
    (
        select min(served.board_id) from board_authorities as served
        where served.la_code = read.la_code
    ) as board_id,
    read.record ->> '$.board_name' as board_name,
    read.record ->> '$.lead_inspector' as lead_inspector,
    cast(read.record ->> '$.inspected_from' as date) as inspected_from,
    cast(read.record ->> '$.inspected_to' as date) as inspected_to,
    read.published_on,
    read.listed_on,
    read.la_code,
    read.urn,
    read.authority as authority_printed,
    read.printed_la_code,
    lscb.rank as lscb_grade_rank,
    overall.rank as overall_grade_rank,
    read.record ->> '$.layout' as layout,
    read.pages,
    read.first_page,
    cast(read.record ->> '$.last_page' as integer) as last_page,
    read.url,
    read.is_withdrawn,
    read.sha256,
    read.extractor_version
from read
left join authorities on read.la_code = authorities.la_code
left join grade_of on read.file_id = grade_of.file_id
left join grades as lscb on grade_of.lscb_grade = lscb.grade
left join grades as overall on grade_of.overall_grade = overall.grade
order by public_on, review_id;
