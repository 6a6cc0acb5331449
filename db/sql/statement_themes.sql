-- Grain: a theme of a statement. Key: statement_id, theme_id.
-- A statement that was read has the themes of its coding, rank 1 the most central; any other has those of the rules.
create table statement_themes as
with read as (
    select
        statement_id,
        unnest(string_split(themes, ' ')) as theme_id,
        generate_subscripts(string_split(themes, ' '), 1) as rank
    from statement_codings
    where themes <> ''
)

select
    statement_id,
    theme_id,
    cast(rank as integer) as rank,
    'reading' as told_by
from read
union all
select
    rules_themes.statement_id,
    rules_themes.theme_id,
    rules_themes.rank,
    statements.told_by
from rules_themes
inner join statements on rules_themes.statement_id = statements.statement_id
where statements.told_by = 'rules'
order by statement_id, theme_id;
