-- Grain: a statement in one way of taking the sections together. Key: statement_id, sections.
-- 'findings' takes the findings and the strengths that are listed, 'all' also the summary, which says the findings
-- again, and the recommendations, which the grade brings with it. The statement that repeats the grade is in neither.
create view counted_statements as
with placed as (
    select
        statements.statement_id,
        statements.review_id,
        statements.polarity,
        statements.is_earlier,
        paragraphs.section in ('finding', 'strength') as is_finding
    from statements
    inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
    where not statements.repeats_grade
)

select
    statement_id,
    review_id,
    polarity,
    is_earlier,
    'all' as sections
from placed
union all
select
    statement_id,
    review_id,
    polarity,
    is_earlier,
    'findings' as sections
from placed
where is_finding;
