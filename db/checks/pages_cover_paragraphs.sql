-- A paragraph's fragments start on its own page at its first character, and go on in order inside its text.
with parts as (
    select
        paragraphs.paragraph_id,
        paragraphs.page as first_page,
        length(paragraphs.text) as characters,
        paragraph_pages.page,
        paragraph_pages.start,
        lag(paragraph_pages.start) over of_paragraph as start_before
    from paragraphs
    left join paragraph_pages on paragraphs.paragraph_id = paragraph_pages.paragraph_id
    window of_paragraph as (partition by paragraphs.paragraph_id order by paragraph_pages.page)
)

select
    paragraph_id,
    first_page,
    page,
    start,
    start_before
from parts
where
    page is null
    or (start_before is null and (page <> first_page or start <> 0))
    or (start_before is not null and (start <= start_before or start >= characters));
