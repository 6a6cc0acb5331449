select
    paragraphs.paragraph_id,
    paragraphs.section,
    paragraphs.heading,
    paragraphs.number,
    paragraphs.text,
    boards.name as board,
    reviews.public_on,
    paragraphs.page,
    paragraphs.page_url,
    reviews.lscb_grade,
    paragraphs.review_id
from paragraphs
inner join reviews on paragraphs.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
where paragraphs.paragraph_id = :paragraph
