-- Grain: a review. Key: review_id.
-- strength_share: strengths among the statements that evaluate (strengths, weaknesses and mixed ones), from 0 to 1.
-- The statement that repeats the grade is not counted.
create view review_polarity as
select
    reviews.review_id,
    cast(count(statements.statement_id) as integer) as statements,
    cast(count(*) filter (where statements.polarity = 'strength') as integer) as strengths,
    cast(count(*) filter (where statements.polarity = 'weakness') as integer) as weaknesses,
    cast(count(*) filter (where statements.polarity = 'mixed') as integer) as mixed,
    cast(count(*) filter (where statements.polarity = 'neutral') as integer) as neutral,
    round(
        count(*) filter (where statements.polarity = 'strength')
        / nullif(count(*) filter (where statements.polarity in ('strength', 'weakness', 'mixed')), 0),
        4
    ) as strength_share
from reviews
left join statements on reviews.review_id = statements.review_id and not statements.repeats_grade
group by reviews.review_id
order by reviews.review_id;
