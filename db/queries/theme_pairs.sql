with
{{ counted }},

-- Each theme in each review of the group: 1 if it is shown as asked, else 0.
shown as (
    select
        counted.review_id,
        themes_of.theme_id,
        themes_of.shows = coalesce(nullif(:shows, ''), 'strength') as is_shown
    from counted
    inner join review_theme_shows as themes_of on counted.review_id = themes_of.review_id
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
),

together as (
    select json_group_array(p) as all_p from tested
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
    bh_q(tested.p, together.all_p) as q
from tested
cross join together
inner join themes as first_theme on tested.theme_1 = first_theme.theme_id
inner join themes as second_theme on tested.theme_2 = second_theme.theme_id
order by tested.p is null, tested.p asc, tested.k_both / tested.expected desc, tested.theme_1, tested.theme_2 asc
