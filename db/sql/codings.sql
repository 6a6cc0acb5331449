-- Grain: what a reader says of the words of a statement in a review, before corrections. Key: review_id, digest.
-- digest is that of the statement's words, see docs/codebook.md. Reviews that are not held have theirs too.
create table codings as
select
    line ->> '$.review_id' as review_id,
    line ->> '$.digest' as digest,
    line ->> '$.polarity' as polarity,
    coalesce(line ->> '$.themes', '') as themes,
    coalesce(line ->> '$.practices', '') as practices,
    cast(line ->> '$.earlier' as integer) as earlier,
    cast(line ->> '$.example' as integer) as example
from raw_codings
order by review_id, digest;
