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

-- A theme in a review of the group: 1 where it is shown as asked, else 0.
shown as (
    select
        themes_of.review_id,
        themes_of.theme_id,
        cast(themes_of.shows = chosen.shows as integer) as is_shown
    from counted
    inner join review_theme_shows as themes_of on counted.review_id = themes_of.review_id
    cross join chosen
    where counted.in_group
),

tallied as (
    select
        one.theme_id as theme_1,
        other.theme_id as theme_2,
        count(*) as n,
        sum(one.is_shown) as k_1,
        sum(other.is_shown) as k_2,
        sum(one.is_shown * other.is_shown) as k_both
    from shown as one
    inner join shown as other on one.review_id = other.review_id and one.theme_id < other.theme_id
    group by one.theme_id, other.theme_id
),

tested as (
    select
        *,
        1.0 * k_1 * k_2 / n as expected,
        fisher_p(k_both, k_1 - k_both, k_2 - k_both, n - k_1 - k_2 + k_both) as p
    from tallied
    where k_1 > 0 and k_2 > 0
)

select
    tested.theme_1,
    first_theme.label as label_1,
    tested.theme_2,
    second_theme.label as label_2,
    tested.n,
    tested.k_1,
    tested.k_2,
    tested.k_both,
    tested.expected,
    tested.k_both / tested.expected as ratio,
    tested.p,
    bh_q(tested.p, (select json_group_array(p) from tested)) as q
from tested
inner join themes as first_theme on tested.theme_1 = first_theme.theme_id
inner join themes as second_theme on tested.theme_2 = second_theme.theme_id
order by tested.p is null, tested.p, tested.k_both / tested.expected desc, tested.theme_1, tested.theme_2
