select
    paragraphs.position,
    paragraphs.section,
    paragraphs.heading,
    paragraphs.number,
    paragraphs.page,
    (
        select max(parts.page) from paragraph_pages as parts
        where parts.paragraph_id = paragraphs.paragraph_id
    ) as last_page,
    paragraphs.page_url,
    paragraphs.text,
    paragraphs.paragraph_id
from paragraphs
where paragraphs.review_id = coalesce(nullif(:review, ''), (select defaults.review_id from defaults))
order by paragraphs.position
