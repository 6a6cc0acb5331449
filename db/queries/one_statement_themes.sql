select
    statement_themes.theme_id,
    themes.label as theme,
    statement_themes.phrase
from statement_themes
inner join themes on statement_themes.theme_id = themes.theme_id
where statement_themes.statement_id = :statement
order by themes.position
