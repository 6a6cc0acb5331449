with
{{ counted }},

{{ listed }},

length_of_list as (
    select nullif(count(*), 0) as listed from listed
),

credited as (
    select
        counts.review_id,
        count(*) as credited
    from listed
    inner join review_practice_counts as counts
        on
            listed.practice_id = counts.practice_id
            and counts.sections = 'findings'
            and counts.strengths > counts.weaknesses
    group by counts.review_id
),

left_out as materialized (
    select
        one.key as review_id,
        one.value ->> '$[0]' as credited,
        one.value ->> '$[1]' as listed
    from gathered
    cross join json_each(left_out_credits(gathered.boards, gathered.practices)) as one
),

-- The share of the list that a board is credited with: of the list, and of the one chosen without it.
scored as (
    select
        counted.in_group,
        length_of_list.listed,
        1.0 * coalesce(credited.credited, 0) / length_of_list.listed as score,
        coalesce(1.0 * left_out.credited / nullif(left_out.listed, 0), 0) as score_without
    from counted
    cross join length_of_list
    inner join left_out on counted.review_id = left_out.review_id
    left join credited on counted.review_id = credited.review_id
)

select
    count(*) filter (where in_group) as group_n,
    count(*) filter (where not in_group) as rest_n,
    coalesce(max(listed), 0) as listed,
    case when max(listed) > 0 then auc(json_group_array(json_array(in_group, score))) end as auc,
    case when max(listed) > 0 then auc(json_group_array(json_array(in_group, score_without))) end as auc_without
from scored
