-- Every listed file and every extracted PDF is in `documents`, under each authority that lists it.
select
    listing.file_id,
    listing.urn,
    listing.title,
    'is listed but not in documents' as problem
from listing
left join documents on listing.file_id = documents.file_id
where
    documents.file_id is null
    or (
        listing.urn is distinct from documents.urn
        and not list_contains(string_split(coalesce(documents.also_listed_under, ''), ' '), listing.urn)
    )
union all
select
    records.file_id,
    null as urn,
    records.authority as title,
    'is extracted but not held in documents' as problem
from records
left join documents on records.file_id = documents.file_id and documents.is_held
where documents.file_id is null;
