-- A document whose status is `review` is a review, and the other way round; every other status has its reason.
select
    documents.file_id,
    documents.status,
    'status and reviews disagree' as problem
from documents
left join reviews on documents.file_id = reviews.review_id
where (documents.status = 'review') <> (reviews.review_id is not null)
union all
select
    file_id,
    status,
    'no reason is given' as problem
from documents
where status <> 'review' and coalesce(trim(reason), '') = '';
