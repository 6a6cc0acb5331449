-- Grain: a statement, with everything needed to quote it. Key: statement_id.
-- Every report's statements, those of a joint board's other reports too, and the one that repeats the grade.
create view quotations as
select
    statements.statement_id,
    statements.paragraph_id,
    statements.review_id,
    reviews.board_id,
    boards.name as board,
    reviews.authority,
    reviews.region,
    reviews.lscb_grade,
    reviews.lscb_grade_rank,
    reviews.public_on,
    reviews.year,
    paragraphs.section,
    paragraphs.heading,
    paragraphs.number,
    statements.sequence,
    statements.position,
    statements.start,
    statements.page,
    statements.page_url,
    statements.text,
    statements.polarity,
    statements.told_by,
    -- What the rules went by explains only what rules classed.
    case when statements.told_by = 'rules' then statements.cue end as cue,
    statements.is_earlier,
    statements.example,
    statements.repeats_grade,
    -- SQLite joins texts in the order of the rows it is given.
    (
        select group_concat(ordered.theme_id, ' ')
        from (
            select themes.theme_id
            from statement_themes
            inner join themes on statement_themes.theme_id = themes.theme_id
            where statement_themes.statement_id = statements.statement_id
            order by themes.position
        ) as ordered
    ) as theme_ids,
    (
        select group_concat(ordered.label, '; ')
        from (
            select themes.label
            from statement_themes
            inner join themes on statement_themes.theme_id = themes.theme_id
            where statement_themes.statement_id = statements.statement_id
            order by themes.position
        ) as ordered
    ) as themes,
    (
        select group_concat(ordered.practice_id, ' ')
        from (
            select practices.practice_id
            from statement_practices
            inner join practices on statement_practices.practice_id = practices.practice_id
            where statement_practices.statement_id = statements.statement_id
            order by practices.position
        ) as ordered
    ) as practice_ids,
    (
        select group_concat(ordered.label, '; ')
        from (
            select practices.label
            from statement_practices
            inner join practices on statement_practices.practice_id = practices.practice_id
            where statement_practices.statement_id = statements.statement_id
            order by practices.position
        ) as ordered
    ) as practices
from statements
inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
inner join reviews on statements.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id;
