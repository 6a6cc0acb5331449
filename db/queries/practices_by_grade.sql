with
{{ latest }}

select
    practices.practice_id,
    practices.label as practice,
    grades.grade,
    count(counted.review_id) as reviews,
    count(*) filter (where told.shows = 'credited') as credited,
    count(*) filter (where told.shows = 'even') as even,
    count(*) filter (where told.shows = 'faulted') as faulted,
    count(counted.review_id) - count(told.review_id) as not_raised
from practices
cross join grades
left join counted on grades.grade = counted.lscb_grade
left join review_practice_counts as told
    on
        counted.review_id = told.review_id
        and practices.practice_id = told.practice_id
        and told.sections = coalesce(nullif(:sections, ''), 'findings')
where :practice in ('', practices.practice_id)
group by practices.practice_id, grades.grade
order by practices.position, grades.rank
