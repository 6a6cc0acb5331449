-- Grain: an extracted PDF. Key: file_id. As read, not published: reviews, judgements, paragraphs unpack `record`.
-- printed_la_code: the authority that the name on page 1 means, null if no name is printed or none is known by it.
-- outcome and reason are the extractor's, except for a review that cannot be published: its board is not known, or it
-- has the same bytes as another one. It is withheld with its reason, so that one stray PDF does not stop all others.
create table records as
with named as (
    select
        raw_records.line ->> '$.file_id' as file_id,
        raw_records.line ->> '$.sha256' as sha256,
        raw_records.line ->> '$.extractor_version' as extractor_version,
        raw_records.line ->> '$.outcome' as outcome,
        raw_records.line ->> '$.reason' as reason,
        cast(raw_records.line ->> '$.pages' as integer) as pages,
        raw_records.line ->> '$.authority' as authority,
        raw_names.line ->> '$.la_code' as printed_la_code,
        raw_records.line as record,
        raw_records.row_number
    from raw_records
    left join raw_names on raw_names.line ->> '$.name' = raw_records.line ->> '$.authority'
),

-- The authorities of the time under which the site lists a file; for what a successor lists, page 1 alone decides.
placed as (
    select
        listing.file_id,
        list(authorities.la_code) as la_codes
    from listing
    left join raw_names on raw_names.line ->> '$.name' = listing.authority
    inner join authorities
        on listing.urn = authorities.urn or raw_names.line ->> '$.la_code' = authorities.la_code
    where authorities.status <> 'successor'
    group by listing.file_id
),

decided as (
    select
        named.*,
        case
            when named.outcome <> 'review' then null
            when named.printed_la_code is null and placed.file_id is null
                then format(
                    'withheld: page 1 names {}, which is not a known authority, so whose board it is of is unknown: '
                    'add the name to authority_aliases.csv and load again',
                    coalesce(named.authority, 'no authority')
                )
        end as nameless,
        first_value(named.file_id) over (
            partition by named.sha256
            order by
                coalesce(list_contains(placed.la_codes, named.printed_la_code), false) desc,
                placed.file_id is null,
                named.file_id
        ) as same_as
    from named
    left join placed on named.file_id = placed.file_id
)

select
    file_id,
    sha256,
    extractor_version,
    case
        when outcome = 'review' and same_as <> file_id then 'not a review'
        when nameless is not null then 'unreadable'
        else outcome
    end as outcome,
    case
        when outcome = 'review' and same_as <> file_id
            then format('withheld: the same file as {}, where its review is counted', same_as)
        else coalesce(nameless, reason)
    end as reason,
    pages,
    authority,
    printed_la_code,
    record
from decided
order by row_number;

-- A list in the record of each review, one row an item: `statements`, say. position counts from 1 within the record.
-- It stands here and not in macros.sql since DuckDB wants the table to be there first; it is gone when the load is.
create temp macro record_items(list_name) as table
    with lists as (
        select
            file_id as review_id,
            cast(record -> ('$.' || list_name) as json[]) as items
        from records
        where outcome = 'review'
    )

    select
        review_id,
        unnest(items) as item,
        generate_subscripts(items, 1) as position
    from lists;
