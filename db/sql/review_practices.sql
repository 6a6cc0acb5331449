-- Grain: a practice that a review raises. Key: review_id, practice_id.
-- How many of the review's statements on it praise it, criticise it, do both or state plain facts. Criticism of a
-- state that has changed since is kept apart: it faults nothing that is so now.
create view review_practices as
select
    statements.review_id,
    statement_practices.practice_id,
    cast(count(*) filter (where statements.polarity = 'strength') as integer) as strengths,
    cast(
        count(*) filter (where statements.polarity = 'weakness' and not statements.is_earlier) as integer
    ) as weaknesses,
    cast(count(*) filter (where statements.polarity = 'mixed' and not statements.is_earlier) as integer) as mixed,
    cast(count(*) filter (where statements.polarity = 'neutral') as integer) as neutral,
    cast(count(*) filter (where statements.is_earlier) as integer) as earlier,
    cast(count(*) as integer) as statements
from statement_practices
inner join statements on statement_practices.statement_id = statements.statement_id
where not statements.repeats_grade
group by statements.review_id, statement_practices.practice_id
order by statements.review_id, statement_practices.practice_id;
