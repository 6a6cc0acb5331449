-- Grain: this build of the database, one row. Key: corpus_sha256, the hash of the hashes of all PDFs held.
-- Everything in it comes from the inputs, nothing from the clock: the same inputs give the same row.
create table build as
select
    about.line ->> '$.title' as title,
    cast(about.line ->> '$.fictional' as boolean) as is_fictional,
    about.line ->> '$.notice' as notice,
    cast(about.line ->> '$.reviews_expected' as integer) as reviews_expected,
    (select count(*) from reviews) as reviews_held,
    (select count(*) from documents) as documents_listed,
    (
        select string_agg(distinct records.extractor_version, ' ' order by records.extractor_version) from records
    ) as extractor_version,
    (select max(reviews.public_on) from reviews) as newest_review_on,
    (
        select sha256(coalesce(string_agg(documents.sha256, chr(10) order by documents.sha256), '')) from documents
        where documents.is_held
    ) as corpus_sha256
from raw_about as about;
