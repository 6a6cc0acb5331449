with
{{ counted }},

{{ listed }},

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
