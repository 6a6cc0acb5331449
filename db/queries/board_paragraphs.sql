select paragraphs.text, paragraphs.section, boards.name as board, reviews.public_on, paragraphs.page_url,
  reviews.lscb_grade, paragraphs.heading, paragraphs.number, reviews.authority, paragraphs.page, paragraphs.paragraph_id
from paragraphs
join reviews using (review_id)
join boards using (board_id)
where board_id = coalesce(nullif(:board, ''), (
  select first.board_id from boards as first
  join reviews as held using (board_id) order by first.name limit 1))
order by reviews.public_on desc, reviews.review_id, paragraphs.position
