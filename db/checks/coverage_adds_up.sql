-- As many reviews as took place, each held review once, each missing one with its reason.
select
    build.title as what,
    format('{} rows, {} reviews took place', (select count(*) from coverage), build.reviews_expected) as problem
from build
where (select count(*) from coverage) <> build.reviews_expected
union all
select
    authorities.name,
    format('{} reviews are held, {} took place: see repeats in about.yml', count(*), authorities.reviews_expected)
from reviews
inner join authorities on reviews.la_code = authorities.la_code
group by authorities.name, authorities.reviews_expected
having count(*) > authorities.reviews_expected
union all
select
    reviews.review_id,
    'is held but not in coverage'
from reviews
anti join coverage on reviews.review_id = coverage.review_id
union all
select
    authority,
    'is missing without a reason'
from coverage
where not is_held and coalesce(why_missing, '') = '';
