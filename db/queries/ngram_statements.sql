with
{{ counted }},

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
