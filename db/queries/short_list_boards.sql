-- Each board once: its latest review as at the date, and whether it is in the group.
with counted as (
    select
        review_id,
        board_id,
        board,
        region,
        lscb_grade,
        lscb_grade_rank,
        public_on,
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

-- All boards and practices in one row, as the short list is found from them (db/short_list.py).
gathered as (
    select
        json_group_array(
            json_object(
                'board', counted.review_id, 'in_group', counted.in_group, 'credited', json(credits.ways)
            )
        ) as boards,
        (
            select json_group_array(ordered.practice_id)
            from (
                select practices.practice_id
                from practices
                order by practices.label
            ) as ordered
        ) as practices
    from counted
    inner join review_credits as credits on counted.review_id = credits.review_id
),

listed as (
    select
        one.key + 1 as place,
        one.value as practice_id
    from gathered
    cross join json_each(short_list(gathered.boards, gathered.practices)) as one
),

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
