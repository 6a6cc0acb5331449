-- Each board once: its latest review as at the date, and whether it is in the group.
with counted as (
    select
        review_id,
        lscb_grade,
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

-- From none of them to all: a number that no board has stands too.
numbers as (
    select 0 as credited
    union all
    select listed.place
    from listed
),

of_board as (
    select
        counted.review_id,
        counted.lscb_grade,
        count(listed.practice_id) as credited
    from counted
    left join review_practice_counts as counts
        on
            counted.review_id = counts.review_id
            and counts.sections = 'findings'
            and counts.strengths > counts.weaknesses
    left join listed on counts.practice_id = listed.practice_id
    group by counted.review_id, counted.lscb_grade
),

of_grade as (
    select
        lscb_grade,
        count(*) as boards,
        avg(credited) as mean_credited
    from of_board
    group by lscb_grade
)

select
    grades.grade,
    grades.rank,
    numbers.credited,
    count(of_board.review_id) as boards,
    coalesce(of_grade.boards, 0) as of_boards,
    of_grade.mean_credited
from grades
cross join numbers
left join of_board on grades.grade = of_board.lscb_grade and numbers.credited = of_board.credited
left join of_grade on grades.grade = of_grade.lscb_grade
group by grades.grade, numbers.credited
order by grades.rank, numbers.credited
