-- Grain: an n-gram in a review that counts. Key: ngram_id, review_id. n: how often its statements have it.
create table review_ngrams as
select
    ngrams.ngram_id,
    ngram_counts.review_id,
    ngram_counts.n
from ngram_counts
inner join ngrams on ngram_counts.ngram = ngrams.ngram
inner join review_units on ngram_counts.review_id = review_units.review_id
where review_units.is_counted
order by ngrams.ngram_id, ngram_counts.review_id;
