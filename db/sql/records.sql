-- Grain: an extracted PDF. Key: file_id. As read, not published: reviews, judgements, findings unpack `record`.
-- printed_la_code: the authority that the name on page 1 means, null where no name is printed or none is known by it.
create table records as
select
    raw_records.line ->> '$.file_id' as file_id,
    raw_records.line ->> '$.sha256' as sha256,
    raw_records.line ->> '$.extractor_version' as extractor_version,
    raw_records.line ->> '$.outcome' as outcome,
    raw_records.line ->> '$.reason' as reason,
    cast(raw_records.line ->> '$.pages' as integer) as pages,
    raw_records.line ->> '$.authority' as authority,
    raw_names.line ->> '$.la_code' as printed_la_code,
    raw_records.line as record
from raw_records
left join raw_names on raw_names.line ->> '$.name' = raw_records.line ->> '$.authority'
order by raw_records.row_number;
