with chosen as (
    select
        nullif(:region, '') as region,
        coalesce(nullif(:as_at, ''), '9999-12-31') as until
),

-- Each board once: its latest review as at the date.
counted as (
    select
        reviews.review_id,
        reviews.lscb_grade
    from review_units as units
    inner join reviews on units.review_id = reviews.review_id
    cross join chosen
    where
        units.is_counted
        and units.public_on <= chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
        and (chosen.region is null or reviews.region = chosen.region)
)

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
where :theme = '' or themes.theme_id = :theme
group by themes.theme_id, grades.grade
order by themes.position, grades.rank
