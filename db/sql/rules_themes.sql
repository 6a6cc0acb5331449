-- Grain: a theme that the rules see in a statement, whether or not it was read. Key: statement_id, theme_id.
-- rank is 1 for the first that the words show; phrase holds those words.
create table rules_themes as
with seen as (
    select
        item ->> '$.statement_id' as statement_id,
        unnest(cast(item -> '$.themes' as json[])) as theme,
        generate_subscripts(cast(item -> '$.themes' as json[]), 1) as rank
    from record_items('statements')
)

select
    statement_id,
    theme ->> '$.theme_id' as theme_id,
    cast(rank as integer) as rank,
    theme ->> '$.phrase' as phrase
from seen
order by statement_id, theme_id;
