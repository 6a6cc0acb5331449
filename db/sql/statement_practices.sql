-- Grain: a practice of a statement. Key: statement_id, practice_id.
-- A statement that was read has the practices of its coding, rank 1 the most central; any other has those of the rules.
create table statement_practices as
with read as (
    select
        statement_id,
        unnest(string_split(practices, ' ')) as practice_id,
        generate_subscripts(string_split(practices, ' '), 1) as rank
    from statement_codings
    where practices <> ''
)

select
    statement_id,
    practice_id,
    cast(rank as integer) as rank,
    'reading' as told_by
from read
union all
select
    rules_practices.statement_id,
    rules_practices.practice_id,
    rules_practices.rank,
    statements.told_by
from rules_practices
inner join statements on rules_practices.statement_id = statements.statement_id
where statements.told_by = 'rules'
order by statement_id, practice_id;
