-- Grain: a phrase of one to three words met in at least five reviews. Key: phrase_id.
-- A joint board's review counts once here as everywhere. A phrase that is only ever met inside one longer phrase of
-- this table says nothing of its own and is left out: 'case review' where it always is 'serious case review'.
create table phrases as
with kept as (
    select
        phrase_counts.phrase,
        cast(length(phrase_counts.phrase) - length(replace(phrase_counts.phrase, ' ', '')) + 1 as integer) as words,
        cast(sum(phrase_counts.n) as integer) as n,
        cast(count(*) as integer) as reviews
    from phrase_counts
    inner join review_units on phrase_counts.review_id = review_units.review_id
    where review_units.counts_once
    group by phrase_counts.phrase
    having count(*) >= 5
),

split as (
    select
        phrase,
        n,
        string_split(phrase, ' ') as spaced
    from kept
    where words > 1
),

-- The shorter phrases in a longer one: its words, and of three the first two and the last two together.
pieces as (
    select
        n,
        unnest(
            spaced
            || if(len(spaced) = 3, [spaced[1] || ' ' || spaced[2], spaced[2] || ' ' || spaced[3]], [])
        ) as phrase
    from split
),

swallowed as (
    select distinct kept.phrase
    from kept
    inner join pieces on kept.phrase = pieces.phrase and kept.n = pieces.n
)

select
    cast(row_number() over (order by kept.phrase) as integer) as phrase_id,
    kept.phrase,
    kept.words,
    kept.n,
    kept.reviews
from kept
anti join swallowed on kept.phrase = swallowed.phrase
order by kept.phrase;
