-- Grain: an n-gram in a review. Key: review_id, ngram. Every n-gram, rare ones too; not published, see review_ngrams.
-- db/ngrams.py says what an n-gram is.
create table ngram_counts as
with every_name as (
    select name from authorities
    union all
    select name from boards
),

named as (
    select string_agg(name, ' ' order by name) as names from every_name
),

met as (
    select
        statements.review_id,
        unnest(from_json(ngrams_in(statements.text, named.names), '["VARCHAR"]')) as ngram
    from statements
    cross join named
    where not statements.repeats_grade
)

select
    review_id,
    ngram,
    cast(count(*) as integer) as n
from met
group by review_id, ngram
order by review_id, ngram;
