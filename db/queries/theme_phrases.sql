select
    lower(phrase) as phrase,
    count(*) as statements,
    sum(count(*)) over () as of_statements
from statement_themes
where theme_id = coalesce(nullif(:theme, ''), 'partnership')
group by lower(phrase)
order by count(*) desc, lower(phrase)
