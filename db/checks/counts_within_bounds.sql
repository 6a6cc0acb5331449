-- A review has between 1 and 100 findings, at most 40 recommendations; a
-- report has at most 200 pages. A review without findings that says so itself, in a warning, does not stop the rest.
with counted as (
    select
        reviews.review_id,
        reviews.authority,
        reviews.pages,
        count(*) filter (where paragraphs.section = 'finding') as findings,
        count(*) filter (where paragraphs.section = 'recommendation') as recommendations
    from reviews
    left join paragraphs on reviews.review_id = paragraphs.review_id
    group by reviews.review_id, reviews.authority, reviews.pages
)

select
    review_id,
    authority,
    pages,
    findings,
    recommendations
from counted
where
    findings > 100
    or recommendations > 40
    or pages > 200
    or (
        findings = 0
        and review_id not in (
            select warned.review_id from warnings as warned
            where warned.code = 'section-missing'
        )
    );
