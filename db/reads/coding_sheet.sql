-- The statements of a review in the order of reading, with their present classes, for a sheet to fill in.
select
    statements.review_id,
    statements.statement_id,
    statements.digest,
    statements.page,
    paragraphs.section,
    paragraphs.heading,
    statements.text,
    statements.told_by,
    statements.polarity,
    (
        select string_agg(statement_themes.theme_id, ' ' order by statement_themes.rank)
        from statement_themes
        where statement_themes.statement_id = statements.statement_id
    ) as themes,
    (
        select string_agg(statement_practices.practice_id, ' ' order by statement_practices.rank)
        from statement_practices
        where statement_practices.statement_id = statements.statement_id
    ) as practices,
    cast(statements.is_earlier as integer) as earlier,
    statements.example
from statements
inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
where statements.review_id = $1
order by statements.sequence;
