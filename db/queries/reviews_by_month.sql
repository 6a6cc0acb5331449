with counted as (
    select
        lscb_grade,
        public_on,
        public_on <= coalesce(nullif(:as_at, ''), '9999-12-31') as is_in_time
    from reviews
)

select
    periods.period,
    periods.begins_on,
    periods.ends_on,
    grades.grade,
    grades.rank,
    count(*) filter (where counted.is_in_time) as reviews,
    sum(count(*) filter (where counted.is_in_time)) over of_period as of_reviews,
    count(*) filter (where not counted.is_in_time) as later_reviews
from periods
cross join grades
left join counted
    on grades.grade = counted.lscb_grade and counted.public_on between periods.begins_on and periods.ends_on
where periods.kind = coalesce(nullif(:by, ''), 'quarter')
group by periods.begins_on, grades.grade
window of_period as (partition by periods.begins_on)
order by periods.begins_on, grades.rank
