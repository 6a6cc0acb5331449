-- Grain: a theme of a statement. Key: statement_id, theme_id.
-- phrase: the words of the statement that showed the theme.
create table statement_themes as
with items as (
    select unnest(cast(record -> '$.statements' as json[])) as item
    from records
    where outcome = 'review'
),

shown as (
    select
        item ->> '$.statement_id' as statement_id,
        unnest(cast(item -> '$.themes' as json[])) as theme
    from items
)

select
    statement_id,
    theme ->> '$.theme_id' as theme_id,
    theme ->> '$.phrase' as phrase
from shown
order by statement_id, theme_id;
