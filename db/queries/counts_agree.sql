with made as (
    select
        judgements.area,
        judgements.grade,
        judgements.review_id,
        reviews.public_on
    from judgements
    inner join reviews on judgements.review_id = reviews.review_id
)

select
    told.as_at,
    told.area,
    told.said_by,
    told.reviews,
    count(made.review_id) as held_reviews,
    told.outstanding,
    count(*) filter (where made.grade = 'outstanding') as held_outstanding,
    told.good,
    count(*) filter (where made.grade = 'good') as held_good,
    told.requires_improvement,
    count(*) filter (where made.grade = 'requires improvement') as held_requires_improvement,
    told.inadequate,
    count(*) filter (where made.grade = 'inadequate') as held_inadequate,
    told.source
from published_counts as told
left join made on told.area = made.area and told.as_at >= made.public_on
group by told.as_at, told.area
order by told.as_at, told.area
