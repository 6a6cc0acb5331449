with
{{ counted }},

{{ listed }},

shown as (
    select
        listed.place,
        listed.practice_id,
        counted.in_group,
        coalesce(counts.strengths > counts.weaknesses, 0) as is_credited,
        coalesce(counts.strengths < counts.weaknesses, 0) as is_faulted
    from listed
    cross join counted
    left join review_practice_counts as counts
        on
            counted.review_id = counts.review_id
            and listed.practice_id = counts.practice_id
            and counts.sections = 'findings'
),

tallied as (
    select
        place,
        practice_id,
        sum(in_group) as group_n,
        sum(in_group and is_credited) as group_k,
        sum(in_group and is_faulted) as group_faulted,
        sum(not in_group) as rest_n,
        sum(not in_group and is_credited) as rest_k,
        sum(not in_group and is_faulted) as rest_faulted
    from shown
    group by place, practice_id
)

select
    tallied.place,
    tallied.practice_id,
    practices.label as practice,
    practices.covers,
    practices.theme_id,
    themes.label as theme,
    tallied.group_n,
    tallied.group_k,
    1.0 * tallied.group_k / tallied.group_n as group_share,
    wilson_low(tallied.group_k, tallied.group_n) as group_low,
    wilson_high(tallied.group_k, tallied.group_n) as group_high,
    tallied.group_faulted,
    tallied.rest_n,
    tallied.rest_k,
    1.0 * tallied.rest_k / tallied.rest_n as rest_share,
    wilson_low(tallied.rest_k, tallied.rest_n) as rest_low,
    wilson_high(tallied.rest_k, tallied.rest_n) as rest_high,
    tallied.rest_faulted,
    100.0 * tallied.group_k / tallied.group_n - 100.0 * tallied.rest_k / tallied.rest_n as difference_points,
    100 * newcombe_low(tallied.group_k, tallied.group_n, tallied.rest_k, tallied.rest_n) as difference_low,
    100 * newcombe_high(tallied.group_k, tallied.group_n, tallied.rest_k, tallied.rest_n) as difference_high
from tallied
inner join practices on tallied.practice_id = practices.practice_id
inner join themes on practices.theme_id = themes.theme_id
order by tallied.place
