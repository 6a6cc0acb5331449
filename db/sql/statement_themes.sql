-- Grain: a theme of a statement. Key: statement_id, theme_id.
-- phrase: the words of the statement that showed the theme.
create table statement_themes as
with items as (
    select
        file_id as review_id,
        unnest(cast(record -> '$.statements' as json[])) as item
    from records
    where outcome = 'review'
),

shown as (
    select
        review_id,
        cast(item ->> '$.finding' as integer) as finding,
        cast(item ->> '$.position' as integer) as position,
        unnest(cast(item -> '$.themes' as json[])) as theme
    from items
)

select
    format('{}-{:03d}-{:02d}', review_id, finding, position) as statement_id,
    theme ->> '$.theme_id' as theme_id,
    theme ->> '$.phrase' as phrase
from shown
order by statement_id, theme_id;
