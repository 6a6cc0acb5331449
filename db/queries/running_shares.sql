with begun as (
    select
        period,
        min(ends_on, coalesce(nullif(:as_at, ''), '9999-12-31')) as counted_on
    from periods
    where
        kind = coalesce(nullif(:by, ''), 'quarter')
        and begins_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
),

tallied as (
    select
        begun.period,
        begun.counted_on,
        grades.grade,
        grades.rank,
        count(reviews.review_id) as boards
    from begun
    cross join grades
    left join counted_reviews as reviews
        on
            grades.grade = reviews.lscb_grade
            and begun.counted_on between reviews.public_on and reviews.holds_until
    group by begun.period, begun.counted_on, grades.grade, grades.rank
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
