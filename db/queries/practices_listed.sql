select
    practices.practice_id,
    practices.label as practice,
    practices.covers,
    practices.theme_id,
    themes.label as theme,
    themes.covers as theme_covers
from practices
inner join themes on practices.theme_id = themes.theme_id
order by themes.position, practices.position
