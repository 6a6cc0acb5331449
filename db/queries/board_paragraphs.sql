select
    paragraphs.text,
    paragraphs.section,
    boards.name as board,
    reviews.public_on,
    paragraphs.page_url,
    reviews.lscb_grade,
    paragraphs.heading,
    paragraphs.number,
    reviews.authority,
    paragraphs.page,
    paragraphs.paragraph_id
from paragraphs
inner join reviews on paragraphs.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
where boards.board_id = coalesce(nullif(:board, ''), (select defaults.board_id from defaults))
order by reviews.public_on desc, reviews.review_id asc, paragraphs.position asc
