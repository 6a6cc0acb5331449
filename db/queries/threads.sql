-- Each board once: its latest review as at the date, and whether it is in the group.
with counted as (
    select
        review_id,
        instr(
            ',' || replace(coalesce(nullif(:grades, ''), 'outstanding,good'), ', ', ',') || ',',
            ',' || lscb_grade || ','
        ) > 0 as in_group
    from counted_reviews
    where
        min(coalesce(nullif(:as_at, ''), '9999-12-31'), coalesce(nullif(:to, ''), '9999-12-31'))
        between public_on and holds_until
        and public_on >= :from
        and :region in ('', region)
),

-- Each theme in each of these reviews: 1 where it is shown as asked, else 0.
shown as (
    select
        counted.in_group,
        themes_of.theme_id,
        themes_of.shows = coalesce(nullif(:shows, ''), 'strength') as is_shown
    from counted
    inner join review_theme_shows as themes_of on counted.review_id = themes_of.review_id
),

tallied as (
    select
        themes.theme_id,
        themes.label as theme,
        count(shown.is_shown) filter (where shown.in_group) as group_n,
        count(*) filter (where shown.in_group and shown.is_shown) as group_k,
        count(shown.is_shown) filter (where not shown.in_group) as rest_n,
        count(*) filter (where not shown.in_group and shown.is_shown) as rest_k
    from themes
    left join shown on themes.theme_id = shown.theme_id
    group by themes.theme_id, themes.label
),

tested as (
    select
        *,
        1.0 * group_k / nullif(group_n, 0) as group_share,
        1.0 * rest_k / nullif(rest_n, 0) as rest_share,
        fisher_p(group_k, group_n - group_k, rest_k, rest_n - rest_k) as p
    from tallied
),

together as (
    select json_group_array(p) as all_p from tested
),

judged as (
    select
        tested.*,
        bh_q(tested.p, together.all_p) as q
    from tested
    cross join together
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
    coalesce(nullif(:shows, ''), 'strength') as shows,
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
    theme asc
