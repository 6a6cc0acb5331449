-- The LSCB part lies inside the PDF, every paragraph and fragment inside the LSCB part, every box on its page.
select
    review_id as key,
    'pages ' || coalesce(first_page, 0) || ' to ' || coalesce(last_page, 0) || ' of ' || coalesce(pages, 0) as problem
from reviews
where coalesce(first_page < 1 or first_page > last_page or last_page > pages, true)
union all
select
    paragraphs.paragraph_id,
    'page ' || paragraphs.page || ' is not between ' || reviews.first_page || ' and ' || reviews.last_page
from paragraphs
inner join reviews on paragraphs.review_id = reviews.review_id
where coalesce(paragraphs.page not between reviews.first_page and reviews.last_page, true)
union all
select
    paragraph_pages.paragraph_id,
    'page ' || paragraph_pages.page || ' of a fragment is not in ' || reviews.first_page || ' to ' || reviews.last_page
from paragraph_pages
inner join paragraphs on paragraph_pages.paragraph_id = paragraphs.paragraph_id
inner join reviews on paragraphs.review_id = reviews.review_id
where coalesce(paragraph_pages.page not between reviews.first_page and reviews.last_page, true)
union all
select
    judgements.review_id,
    'the grade for ' || judgements.area || ' is on page ' || judgements.page || ' of ' || reviews.pages
from judgements
inner join reviews on judgements.review_id = reviews.review_id
where coalesce(judgements.page not between 1 and reviews.pages, true)
union all
select
    paragraph_id,
    'its box has no extent: ' || concat_ws(' ', x0, top, x1, bottom)
from paragraphs
where coalesce(x0 < 0 or top < 0 or x0 >= x1 or top >= bottom, true);
