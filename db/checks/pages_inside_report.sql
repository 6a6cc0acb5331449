-- The LSCB part lies inside the PDF, every finding and share inside the LSCB part, every box on its page.
select
    review_id as key,
    'pages ' || coalesce(first_page, 0) || ' to ' || coalesce(last_page, 0) || ' of ' || coalesce(pages, 0) as problem
from reviews
where coalesce(first_page < 1 or first_page > last_page or last_page > pages, true)
union all
select
    findings.finding_id,
    'page ' || findings.page || ' is not between ' || reviews.first_page || ' and ' || reviews.last_page
from findings
inner join reviews on findings.review_id = reviews.review_id
where coalesce(findings.page not between reviews.first_page and reviews.last_page, true)
union all
select
    finding_shares.finding_id,
    'page ' || finding_shares.page || ' of a share is not in ' || reviews.first_page || ' to ' || reviews.last_page
from finding_shares
inner join findings on finding_shares.finding_id = findings.finding_id
inner join reviews on findings.review_id = reviews.review_id
where coalesce(finding_shares.page not between reviews.first_page and reviews.last_page, true)
union all
select
    judgements.review_id,
    'the grade for ' || judgements.area || ' is on page ' || judgements.page || ' of ' || reviews.pages
from judgements
inner join reviews on judgements.review_id = reviews.review_id
where coalesce(judgements.page not between 1 and reviews.pages, true)
union all
select
    finding_id,
    'its box has no extent: ' || concat_ws(' ', x0, top, x1, bottom)
from findings
where coalesce(x0 < 0 or top < 0 or x0 >= x1 or top >= bottom, true);
