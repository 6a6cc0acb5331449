-- Grain: a phrase in a review. Key: review_id, phrase. Every phrase, rare ones too; not published, see review_phrases.
-- What a phrase is stands in db/phrases.py.
create table phrase_counts as
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
        unnest(from_json(phrases_in(statements.text, named.names), '["VARCHAR"]')) as phrase
    from statements
    cross join named
    where not statements.repeats_grade
)

select
    review_id,
    phrase,
    cast(count(*) as integer) as n
from met
group by review_id, phrase
order by review_id, phrase;
