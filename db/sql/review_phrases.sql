-- Grain: a phrase in a review that counts once. Key: phrase_id, review_id. n: how often its statements have it.
create table review_phrases as
select
    phrases.phrase_id,
    phrase_counts.review_id,
    phrase_counts.n
from phrase_counts
inner join phrases on phrase_counts.phrase = phrases.phrase
inner join review_units on phrase_counts.review_id = review_units.review_id
where review_units.counts_once
order by phrases.phrase_id, phrase_counts.review_id;
