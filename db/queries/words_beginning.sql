select phrase, n, reviews
from phrases
where words = 1
  and substr(phrase, 1, 1) = lower(substr(coalesce(nullif(:q, ''), 'a'), 1, 1))
order by n desc, phrase
