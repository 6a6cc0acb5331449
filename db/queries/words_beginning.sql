select
    ngram,
    n,
    reviews
from ngrams
where
    words = 1
    and substr(ngram, 1, 1) = lower(substr(coalesce(nullif(:q, ''), 'a'), 1, 1))
order by n desc, ngram asc
