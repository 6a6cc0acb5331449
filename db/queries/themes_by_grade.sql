with
{{ latest }}

select
    themes.theme_id,
    themes.label as theme,
    grades.grade,
    count(counted.review_id) as reviews,
    count(*) filter (where shown.shows = 'strength') as strength,
    count(*) filter (where shown.shows = 'weakness') as weakness,
    count(*) filter (where shown.shows = 'even') as even,
    count(*) filter (where shown.shows = 'not raised') as not_raised,
    coalesce(sum(shown.strengths), 0) as strength_statements,
    coalesce(sum(shown.weaknesses), 0) as weakness_statements
from themes
cross join grades
left join counted on grades.grade = counted.lscb_grade
left join review_theme_shows as shown
    on counted.review_id = shown.review_id and themes.theme_id = shown.theme_id
where :theme in ('', themes.theme_id)
group by themes.theme_id, grades.grade
order by themes.position, grades.rank
