-- Grain: a local authority with children's services, now or in 2013 to 2018. Key: la_code.
-- reviews_expected: how often its board was reviewed: once, unless about.yml says otherwise; a successor's never.
create table authorities as
select
    authority.line ->> '$.la_code' as la_code,
    authority.line ->> '$.urn' as urn,
    authority.line ->> '$.name' as name,
    authority.line ->> '$.ons_code' as ons_code,
    authority.line ->> '$.region' as region,
    authority.line ->> '$.type' as type,
    authority.line ->> '$.status' as status,
    cast(authority.line ->> '$.latitude' as double) as latitude,
    cast(authority.line ->> '$.longitude' as double) as longitude,
    case
        when authority.line ->> '$.status' = 'successor' then 0
        else coalesce(cast(repeated.line ->> '$.times' as integer), 1)
    end as reviews_expected
from raw_authorities as authority
left join raw_repeats as repeated on authority.line ->> '$.la_code' = repeated.line ->> '$.la_code'
order by la_code;
