-- At most one in a hundred of a review's codings meets no statement: a changed cut of the sentences loses none in
-- silence.
with counted as (
    select
        codings.review_id,
        count(*) as codings,
        count(unmatched.digest) as unmatched,
        string_agg(unmatched.digest, ' ' order by unmatched.digest) as digests
    from codings
    semi join reviews on codings.review_id = reviews.review_id
    left join codings_unmatched as unmatched
        on codings.review_id = unmatched.review_id and codings.digest = unmatched.digest
    group by codings.review_id
)

select
    review_id,
    codings,
    unmatched,
    digests
from counted
where unmatched * 100 > codings;
