-- A review's paragraphs count 1, 2, 3 … and never go back a page.
with steps as (
    select
        paragraph_id,
        position,
        page,
        row_number() over of_review as expected,
        lag(page) over of_review as page_before
    from paragraphs
    window of_review as (partition by review_id order by position)
)

select
    paragraph_id,
    position,
    expected,
    page,
    page_before
from steps
where position <> expected or page < page_before;
