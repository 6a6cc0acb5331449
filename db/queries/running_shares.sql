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
),

ended as (
    select
        periods.period,
        periods.begins_on,
        min(periods.ends_on, chosen.until) as counted_on
    from periods
    cross join chosen
    where periods.begins_on <= chosen.until
),

tallied as (
    select
        ended.period,
        ended.counted_on,
        grades.grade,
        grades.rank,
        count(reviews.review_id) as boards
    from ended
    cross join grades
    left join review_units as units
        on
            units.is_counted
            and units.public_on <= ended.counted_on
            and (units.superseded_on is null or units.superseded_on > ended.counted_on)
    left join reviews on units.review_id = reviews.review_id and grades.grade = reviews.lscb_grade
    group by ended.period, ended.counted_on, grades.grade, grades.rank
)

select
    period,
    counted_on,
    grade,
    rank,
    boards,
    sum(boards) over of_period as of_boards,
    1.0 * boards / nullif(sum(boards) over of_period, 0) as share
from tallied
window of_period as (partition by period)
order by counted_on, rank
