-- Grain: a report that the site listed, or a PDF that was read without a crawl. Key: file_id.
-- A file that two authorities list is one document: it stands under the one that its page 1 names, and
-- also_listed_under keeps the others.
create table documents as
with lines as (
    select
        file_id,
        urn,
        authority,
        title,
        listed_on,
        url,
        status,
        reason,
        sha256
    from listing
    union all
    select
        records.file_id,
        authorities.urn,
        records.authority,
        records.file_id || '.pdf' as title,
        null as listed_on,
        null as url,
        'not listed' as status,
        null as reason,
        records.sha256
    from records
    left join authorities on records.printed_la_code = authorities.la_code
    anti join listing on records.file_id = listing.file_id
),

placed as (
    select
        lines.* exclude (sha256),
        -- The crawl may hold no copy of a report that was read from a folder: what was read counts.
        coalesce(lines.sha256, records.sha256) as sha256,
        records.outcome,
        records.reason as record_reason,
        records.pages,
        records.printed_la_code,
        coalesce(authorities.la_code, raw_names.line ->> '$.la_code') as la_code
    from lines
    left join authorities on lines.urn = authorities.urn
    left join raw_names on raw_names.line ->> '$.name' = lines.authority
    left join records
        on lines.file_id = records.file_id and coalesce(lines.sha256, records.sha256) = records.sha256
),

ranked as (
    select
        *,
        row_number() over (
            partition by file_id
            order by sha256 is null, coalesce(la_code = printed_la_code, false) desc, urn
        ) as choice,
        list(urn) over (partition by file_id) as urns
    from placed
)

select
    file_id,
    urn,
    la_code,
    authority,
    title,
    url,
    listed_on,
    case when sha256 is null then status else outcome end as status,
    case
        when sha256 is null then reason
        -- An older copy is held: what it says, and why there is no newer one.
        when status in ('withdrawn', 'failed') then concat_ws('; ', record_reason, reason)
        else record_reason
    end as reason,
    status = 'withdrawn' as is_withdrawn,
    sha256 is not null as is_held,
    pages,
    sha256,
    nullif(array_to_string(list_sort(list_filter(urns, lambda other: other <> urn)), ' '), '') as also_listed_under
from ranked
where choice = 1
order by file_id;
