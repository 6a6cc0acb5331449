with
{{ counted }},

{{ listed }},

length_of_list as (
    select count(*) as listed from listed
),

-- In the order of the list, which is the order in which SQLite joins texts.
shown as (
    select
        counts.review_id,
        listed.practice_id,
        counts.strengths > counts.weaknesses as is_credited,
        counts.strengths < counts.weaknesses as is_faulted
    from listed
    inner join review_practice_counts as counts
        on listed.practice_id = counts.practice_id and counts.sections = 'findings'
    order by counts.review_id, listed.place
),

tallied as (
    select
        review_id,
        sum(is_credited) as credited,
        sum(is_faulted) as faulted,
        group_concat(practice_id, ' ') filter (where is_credited) as credited_ids,
        group_concat(practice_id, ' ') filter (where is_faulted) as faulted_ids
    from shown
    group by review_id
),

left_out as materialized (
    select
        one.key as review_id,
        one.value ->> '$[0]' as credited,
        one.value ->> '$[1]' as listed
    from gathered
    cross join json_each(left_out_credits(gathered.boards, gathered.practices)) as one
)

select
    counted.board_id,
    counted.board,
    counted.region,
    counted.review_id,
    counted.lscb_grade,
    counted.lscb_grade_rank,
    counted.public_on,
    counted.in_group,
    length_of_list.listed,
    coalesce(tallied.credited, 0) as credited,
    coalesce(tallied.faulted, 0) as faulted,
    tallied.credited_ids,
    tallied.faulted_ids,
    left_out.listed as listed_without,
    left_out.credited as credited_without
from counted
cross join length_of_list
inner join left_out on counted.review_id = left_out.review_id
left join tallied on counted.review_id = tallied.review_id
order by coalesce(tallied.credited, 0) desc, counted.lscb_grade_rank asc, counted.board asc
