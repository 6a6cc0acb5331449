select
    statements.statement_id,
    statements.text,
    statements.polarity,
    statements.told_by,
    statements.rules_polarity,
    statements.cue,
    statements.is_earlier,
    statements.example,
    corrections.why,
    corrections.corrected_by,
    corrections.corrected_on,
    codings.polarity as read_polarity,
    codings.themes as read_themes,
    codings.practices as read_practices,
    boards.name as board,
    reviews.public_on,
    statements.page,
    statements.page_url,
    reviews.lscb_grade,
    paragraphs.text as paragraph,
    statements.start,
    paragraphs.section,
    paragraphs.heading,
    paragraphs.number,
    statements.paragraph_id,
    statements.review_id
from statements
inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
inner join reviews on statements.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
left join corrections
    on statements.review_id = corrections.review_id and statements.digest = corrections.digest
left join codings
    on statements.review_id = codings.review_id and statements.digest = codings.digest
where statements.statement_id = :statement
