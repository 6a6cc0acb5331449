select paragraphs.position, paragraphs.section, paragraphs.heading, paragraphs.number, paragraphs.page,
  (select max(page) from paragraph_pages where paragraph_pages.paragraph_id = paragraphs.paragraph_id) as last_page,
  paragraphs.page_url, paragraphs.text, paragraphs.paragraph_id
from paragraphs
where paragraphs.review_id = coalesce(nullif(:review, ''), (
  select review_id from reviews order by public_on desc, review_id desc limit 1))
order by paragraphs.position
