-- Those of the statement, then those that only the rules see.
with every as (
    select
        theme_id,
        told_by
    from statement_themes
    where statement_id = :statement
    union all
    select
        rules_themes.theme_id,
        null as told_by
    from rules_themes
    where
        rules_themes.statement_id = :statement
        and rules_themes.theme_id not in (
            select statement_themes.theme_id from statement_themes
            where statement_themes.statement_id = :statement
        )
)

select
    every.theme_id,
    themes.label as theme,
    every.told_by,
    rules_themes.phrase
from every
inner join themes on every.theme_id = themes.theme_id
left join rules_themes on every.theme_id = rules_themes.theme_id and rules_themes.statement_id = :statement
order by every.told_by is null, themes.position
