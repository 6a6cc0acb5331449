-- Each board once: its latest review as at the date, and whether it is in the group.
with counted as (
    select
        review_id,
        instr(
            ',' || replace(coalesce(nullif(:grades, ''), 'outstanding,good'), ', ', ',') || ',',
            ',' || lscb_grade || ','
        ) > 0 as in_group
    from counted_reviews
    where
        min(coalesce(nullif(:as_at, ''), '9999-12-31'), coalesce(nullif(:to, ''), '9999-12-31'))
        between public_on and holds_until
        and public_on >= :from
        and :region in ('', region)
),

-- The reviews that have the n-gram, so that only their statements are read.
holding as (
    select counted.review_id
    from ngrams
    inner join review_ngrams on ngrams.ngram_id = review_ngrams.ngram_id
    inner join counted on review_ngrams.review_id = counted.review_id
    where ngrams.ngram = :ngram and counted.in_group
)

select
    said.statement_id,
    said.review_id,
    said.authority,
    said.lscb_grade,
    said.public_on,
    said.page,
    said.page_url,
    said.polarity,
    said.text
from holding
inner join quotations as said on holding.review_id = said.review_id
where has_ngram(said.text, :ngram) and not said.repeats_grade
order by said.lscb_grade_rank, said.public_on, said.review_id, said.position, said.sequence
