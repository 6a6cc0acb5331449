-- Grain: a theme that a review raises. Key: review_id, theme_id.
-- How many of the review's statements on the theme are of each polarity, without the one that repeats the grade, and
-- without criticism of a state that has changed since, which faults nothing that is so now.
create view review_themes as
select
    statements.review_id,
    statement_themes.theme_id,
    cast(count(*) filter (where statements.polarity = 'strength') as integer) as strengths,
    cast(count(*) filter (where statements.polarity = 'weakness') as integer) as weaknesses,
    cast(count(*) filter (where statements.polarity = 'mixed') as integer) as mixed,
    cast(count(*) filter (where statements.polarity = 'neutral') as integer) as neutral
from statement_themes
inner join statements on statement_themes.statement_id = statements.statement_id
where not statements.repeats_grade and not statements.is_earlier
group by statements.review_id, statement_themes.theme_id
order by statements.review_id, statement_themes.theme_id;
