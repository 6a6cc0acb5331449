with chosen as (
    select
        ',' || replace(coalesce(nullif(:grades, ''), 'outstanding,good'), ', ', ',') || ',' as grades,
        nullif(:region, '') as region,
        coalesce(nullif(:from, ''), '0001-01-01') as since,
        min(coalesce(nullif(:as_at, ''), '9999-12-31'), coalesce(nullif(:to, ''), '9999-12-31')) as until
),

-- Each board once: its latest review as at the date, and whether it is in the group.
counted as (
    select
        reviews.review_id,
        instr(chosen.grades, ',' || reviews.lscb_grade || ',') > 0 as in_group
    from review_units as units
    inner join reviews on units.review_id = reviews.review_id
    cross join chosen
    where
        units.is_counted
        and units.public_on between chosen.since and chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
        and (chosen.region is null or reviews.region = chosen.region)
),

-- The reviews that have the ngram, so that only their statements are read.
holding as (
    select
        counted.review_id,
        counted.in_group
    from ngrams
    inner join review_ngrams on ngrams.ngram_id = review_ngrams.ngram_id
    inner join counted on review_ngrams.review_id = counted.review_id
    where ngrams.ngram = :ngram
)

select
    statements.statement_id,
    statements.review_id,
    reviews.authority,
    reviews.lscb_grade,
    reviews.public_on,
    statements.page,
    reviews.url || '#page=' || statements.page as page_url,
    statements.polarity,
    statements.text
from holding
inner join statements on holding.review_id = statements.review_id
inner join reviews on holding.review_id = reviews.review_id
where holding.in_group and has_ngram(statements.text, :ngram) and not statements.repeats_grade
order by reviews.lscb_grade_rank, reviews.public_on, statements.review_id, statements.position
