-- Grain: something in a review that does not agree. Key: review_id, position.
-- What extraction met comes first, then what only the listing and the reference tables show.
create table warnings as
with found as (
    select
        review_id,
        1 as source,
        position,
        item ->> '$.code' as code,
        cast(item ->> '$.page' as integer) as page,
        item ->> '$.message' as message
    from record_items('warnings')
    union all
    select
        reviews.review_id,
        2 as source,
        1 as position,
        'authority' as code,
        1 as page,
        format(
            'page 1 names {}, the site lists the report under {}',
            reviews.authority_printed, coalesce(reviews.authority, 'no known authority')
        ) as message
    from reviews
    where reviews.printed_la_code is distinct from reviews.la_code and reviews.authority_printed is not null
    union all
    select
        review_id,
        2 as source,
        2 as position,
        'authority' as code,
        1 as page,
        'page 1 names no authority, so that the listing alone says whose review this is' as message
    from reviews
    where authority_printed is null
    union all
    select
        review_id,
        2 as source,
        3 as position,
        'published' as code,
        1 as page,
        format('page 1 is dated {}, the site lists the report on {}', published_on, listed_on) as message
    from reviews
    where published_on <> listed_on
    union all
    select
        review_id,
        2 as source,
        4 as position,
        'dates-disorder' as code,
        1 as page,
        format('the site lists the report on {}, before the inspection ended on {}', listed_on, inspected_to) as message
    from reviews
    where listed_on < inspected_to
    union all
    select
        review_id,
        2 as source,
        5 as position,
        'withdrawn' as code,
        null as page,
        'the site lists the report, but no longer has it; this is the copy held from before' as message
    from reviews
    where is_withdrawn
)

select
    found.review_id,
    cast(
        row_number() over (partition by found.review_id order by found.source, found.position) as integer
    ) as position,
    found.code,
    found.page,
    page_link(reviews.url, found.page) as page_url,
    found.message
from found
inner join reviews on found.review_id = reviews.review_id
order by found.review_id, found.source, found.position;
