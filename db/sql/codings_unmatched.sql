-- Grain: a coding of a review held here that meets no statement in it. Key: review_id, digest.
-- The cut of the sentences, or the report, has changed since it was read: the coding is neither lost nor used.
create view codings_unmatched as
select
    codings.review_id,
    codings.digest,
    codings.polarity,
    codings.themes,
    codings.practices,
    codings.earlier,
    codings.example
from codings
semi join reviews on codings.review_id = reviews.review_id
anti join statements on codings.review_id = statements.review_id and codings.digest = statements.digest
order by codings.review_id, codings.digest;
