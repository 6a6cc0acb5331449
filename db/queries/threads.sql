with chosen as (
    select
        ',' || replace(coalesce(nullif(:grades, ''), 'outstanding,good'), ', ', ',') || ',' as grades,
        nullif(:region, '') as region,
        coalesce(nullif(:from, ''), '0001-01-01') as since,
        min(coalesce(nullif(:as_at, ''), '9999-12-31'), coalesce(nullif(:to, ''), '9999-12-31')) as until,
        coalesce(nullif(:shows, ''), 'strength') as shows
),

-- Each board once: its latest review as at the date, and whether it is in the group.
counted as (
    select
        reviews.review_id,
        instr(chosen.grades, ',' || reviews.lscb_grade || ',') > 0 as in_group
    from review_units as units
    inner join reviews on units.review_id = reviews.review_id
    cross join chosen
    where
        units.is_counted
        and units.public_on between chosen.since and chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
        and (chosen.region is null or reviews.region = chosen.region)
),

tallied as (
    select
        themes.theme_id,
        themes.label as theme,
        chosen.shows,
        count(counted.review_id) filter (where counted.in_group) as group_n,
        count(counted.review_id) filter (where counted.in_group and shown.shows = chosen.shows) as group_k,
        count(counted.review_id) filter (where not counted.in_group) as rest_n,
        count(counted.review_id) filter (where not counted.in_group and shown.shows = chosen.shows) as rest_k
    from themes
    cross join chosen
    left join counted on true
    left join review_theme_shows as shown
        on counted.review_id = shown.review_id and themes.theme_id = shown.theme_id
    group by themes.theme_id, themes.label, chosen.shows
),

tested as (
    select
        *,
        1.0 * group_k / nullif(group_n, 0) as group_share,
        1.0 * rest_k / nullif(rest_n, 0) as rest_share,
        fisher_p(group_k, group_n - group_k, rest_k, rest_n - rest_k) as p
    from tallied
),

judged as (
    select
        *,
        bh_q(p, (select json_group_array(p) from tested)) as q
    from tested
),

told as (
    select
        *,
        case
            when 3 * group_k >= 2 * group_n and q < 0.05 and group_share > rest_share then 'common thread'
            when 3 * group_k >= 2 * group_n and 3 * rest_k >= 2 * rest_n and group_n > 0 and rest_n > 0
                then 'common ground'
            else ''
        end as verdict
    from judged
)

select
    theme_id,
    theme,
    verdict,
    shows,
    group_n,
    group_k,
    group_share,
    wilson_low(group_k, group_n) as group_low,
    wilson_high(group_k, group_n) as group_high,
    rest_n,
    rest_k,
    rest_share,
    wilson_low(rest_k, rest_n) as rest_low,
    wilson_high(rest_k, rest_n) as rest_high,
    100 * (group_share - rest_share) as difference_points,
    100 * newcombe_low(group_k, group_n, rest_k, rest_n) as difference_low,
    100 * newcombe_high(group_k, group_n, rest_k, rest_n) as difference_high,
    odds_ratio(group_k, group_n - group_k, rest_k, rest_n - rest_k) as odds_ratio,
    odds_low(group_k, group_n - group_k, rest_k, rest_n - rest_k) as odds_low,
    odds_high(group_k, group_n - group_k, rest_k, rest_n - rest_k) as odds_high,
    p,
    q
from told
order by
    case verdict when 'common thread' then 1 when 'common ground' then 2 else 3 end,
    group_share - rest_share desc,
    group_share desc,
    theme
