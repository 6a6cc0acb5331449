-- Grain: a practice in a review, raised there or not. Key: review_id, practice_id.
-- shows compares praise with criticism alone: a practice met only in mixed or neutral statements is even.
create table review_practice_shows as
with counted as (
    select
        reviews.review_id,
        practices.practice_id,
        coalesce(review_practices.strengths, 0) as strengths,
        coalesce(review_practices.weaknesses, 0) as weaknesses,
        coalesce(review_practices.mixed, 0) as mixed,
        coalesce(review_practices.neutral, 0) as neutral,
        coalesce(review_practices.earlier, 0) as earlier,
        coalesce(review_practices.statements, 0) as statements
    from reviews
    cross join practices
    left join review_practices
        on reviews.review_id = review_practices.review_id and practices.practice_id = review_practices.practice_id
)

select
    *,
    case
        when strengths > weaknesses then 'credited'
        when weaknesses > strengths then 'faulted'
        when statements > 0 then 'even'
        else 'not raised'
    end as shows
from counted
order by review_id, practice_id;
