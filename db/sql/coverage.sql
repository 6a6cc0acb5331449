-- Grain: a review that took place (153 of them), held or not. Key: la_code, ordinal.
-- ordinal counts an authority's reviews: those held first, by date, then those missing.
create view coverage as
with held as (
    select
        la_code,
        review_id,
        lscb_grade,
        overall_grade,
        public_on,
        row_number() over (partition by la_code order by coalesce(inspected_from, public_on), review_id) as ordinal
    from reviews
),

held_counts as (
    select
        la_code,
        count(*) as held
    from held
    group by la_code
),

-- One row for each review that is expected; where more are held, for each of those, and a check says so.
places as (
    select
        authorities.la_code,
        coalesce(held_counts.held, 0) as held,
        unnest(range(1, greatest(authorities.reviews_expected, coalesce(held_counts.held, 0)) + 1)) as ordinal
    from authorities
    left join held_counts on authorities.la_code = held_counts.la_code
),

gaps as (
    select
        *,
        row_number() over (partition by la_code order by published) as gap
    from known_gaps
),

-- What the site listed for the authority at the time but could not be fetched or read.
troubles as (
    select
        documents.la_code,
        string_agg(
            format('report {} is {}: {}', documents.file_id, documents.status, documents.reason),
            '; ' order by documents.file_id
        ) as why
    from documents
    cross join review_period
    where
        documents.status in ('withdrawn', 'failed', 'unreadable')
        and coalesce(documents.listed_on between review_period.first_on and review_period.last_on, true)
    group by documents.la_code
),

told as (
    select
        review_id,
        count(*) as statements,
        count(*) filter (where told_by = 'reading') as statements_read
    from statements
    group by review_id
)

select
    places.la_code,
    cast(places.ordinal as integer) as ordinal,
    authorities.name as authority,
    authorities.region,
    (
        select min(served.board_id) from board_authorities as served
        where served.la_code = places.la_code
    ) as board_id,
    held.review_id is not null as is_held,
    held.review_id,
    cast(told.statements as integer) as statements,
    cast(told.statements_read as integer) as statements_read,
    coalesce(cast(held.public_on as varchar), gaps.published) as published,
    coalesce(held.lscb_grade, gaps.lscb_grade) as lscb_grade,
    coalesce(held.overall_grade, gaps.overall_grade) as overall_grade,
    case
        when held.review_id is null
            then coalesce(gaps.why, troubles.why, 'the site that was read lists no report of this review')
    end as why_missing,
    gaps.source
from places
inner join authorities on places.la_code = authorities.la_code
left join held on places.la_code = held.la_code and places.ordinal = held.ordinal
left join gaps on places.la_code = gaps.la_code and places.ordinal = places.held + gaps.gap
left join troubles on places.la_code = troubles.la_code
left join told on held.review_id = told.review_id
order by places.la_code, places.ordinal;
