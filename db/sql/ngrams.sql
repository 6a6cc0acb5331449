-- Grain: an n-gram of one to three words met in at least five reviews. Key: ngram_id.
-- A joint board's review counts once here as everywhere. An n-gram that is only ever met inside one longer n-gram of
-- this table says nothing of its own and is left out: 'case review' where it always is 'serious case review'.
create table ngrams as
with kept as (
    select
        ngram_counts.ngram,
        cast(length(ngram_counts.ngram) - length(replace(ngram_counts.ngram, ' ', '')) + 1 as integer) as words,
        cast(sum(ngram_counts.n) as integer) as n,
        cast(count(*) as integer) as reviews
    from ngram_counts
    inner join review_units on ngram_counts.review_id = review_units.review_id
    where review_units.is_counted
    group by ngram_counts.ngram
    having count(*) >= 5
),

split as (
    select
        ngram,
        n,
        string_split(ngram, ' ') as spaced
    from kept
    where words > 1
),

-- The shorter n-grams in a longer one: its words, and of three words the first two and the last two together.
pieces as (
    select
        n,
        unnest(
            spaced
            || if(len(spaced) = 3, [spaced[1] || ' ' || spaced[2], spaced[2] || ' ' || spaced[3]], [])
        ) as ngram
    from split
),

swallowed as (
    select distinct kept.ngram
    from kept
    inner join pieces on kept.ngram = pieces.ngram and kept.n = pieces.n
)

select
    cast(row_number() over (order by kept.ngram) as integer) as ngram_id,
    kept.ngram,
    kept.words,
    kept.n,
    kept.reviews,
    cast(is_judging(kept.ngram) as boolean) as is_judging
from kept
anti join swallowed on kept.ngram = swallowed.ngram
order by kept.ngram;
