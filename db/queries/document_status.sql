with newest as (
    select file_id
    from documents
    where status <> 'review'
    order by listed_on desc, file_id asc
    limit 1
)

select
    documents.file_id,
    documents.title,
    documents.authority,
    documents.listed_on,
    documents.status,
    documents.reason,
    documents.url,
    documents.is_held,
    documents.pages
from documents
where documents.file_id = coalesce(nullif(:file, ''), (select newest.file_id from newest))
order by documents.file_id
