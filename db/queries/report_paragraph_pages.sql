select parts.paragraph_id, parts.page, parts.start, parts.x0, parts.top, parts.x1,
  parts.bottom, reviews.url || '#page=' || parts.page as page_url
from paragraph_pages as parts
join paragraphs using (paragraph_id)
join reviews using (review_id)
where paragraphs.review_id = coalesce(nullif(:review, ''), (
  select review_id from reviews order by public_on desc, review_id desc limit 1))
order by paragraphs.position, parts.page
