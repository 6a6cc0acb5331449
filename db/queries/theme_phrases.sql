select
    lower(phrase) as phrase,
    count(*) as statements,
    sum(count(*)) over () as of_statements
from rules_themes
where theme_id = coalesce(nullif(:theme, ''), (select defaults.theme_id from defaults))
group by lower(phrase)
order by statements desc, lower(phrase) asc
