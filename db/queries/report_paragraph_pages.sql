select
    parts.paragraph_id,
    parts.page,
    parts.start,
    parts.x0,
    parts.top,
    parts.x1,
    parts.bottom,
    parts.page_url
from paragraphs
inner join paragraph_pages as parts on paragraphs.paragraph_id = parts.paragraph_id
where paragraphs.review_id = coalesce(nullif(:review, ''), (select defaults.review_id from defaults))
order by paragraphs.position, parts.page
