with recursive chosen as (
    select
        coalesce(nullif(:as_at, ''), '9999-12-31') as until,
        iif(:by = 'month', '+1 month', '+3 months') as step,
        -- The first inspections under the framework began in November 2013.
        iif(:by = 'month', '2013-11-01', '2013-10-01') as begins_on,
        (select max(public_on) from reviews) as newest_on
),

begun as (
    select begins_on from chosen
    union all
    select date(begun.begins_on, chosen.step)
    from begun
    cross join chosen
    where date(begun.begins_on, chosen.step) <= chosen.newest_on
),

periods as (
    select
        iif(
            :by = 'month',
            substr(begun.begins_on, 1, 7),
            substr(begun.begins_on, 1, 4) || ' Q' || ((substr(begun.begins_on, 6, 2) + 2) / 3)
        ) as period,
        begun.begins_on,
        date(begun.begins_on, chosen.step, '-1 day') as ends_on
    from begun
    cross join chosen
)

select
    periods.period,
    periods.begins_on,
    periods.ends_on,
    grades.grade,
    grades.rank,
    count(reviews.review_id) filter (where reviews.public_on <= chosen.until) as reviews,
    sum(count(reviews.review_id) filter (where reviews.public_on <= chosen.until)) over of_period as of_reviews,
    count(reviews.review_id) filter (where reviews.public_on > chosen.until) as later_reviews
from periods
cross join chosen
cross join grades
left join reviews
    on grades.grade = reviews.lscb_grade and reviews.public_on between periods.begins_on and periods.ends_on
group by periods.begins_on, grades.grade
window of_period as (partition by periods.begins_on)
order by periods.begins_on, grades.rank
