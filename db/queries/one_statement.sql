select
    statements.statement_id,
    statements.text,
    statements.polarity,
    statements.cue,
    boards.name as board,
    reviews.public_on,
    statements.page,
    statements.page_url,
    reviews.lscb_grade,
    paragraphs.text as paragraph,
    statements.start,
    paragraphs.heading,
    paragraphs.number,
    statements.paragraph_id,
    statements.review_id
from statements
inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
inner join reviews on statements.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
where statements.statement_id = :statement
