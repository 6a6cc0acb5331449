-- The reviews that were read and are not published, each with the reason; see db/sql/records.sql.
select
    file_id,
    reason
from records
where outcome <> record ->> '$.outcome'
order by file_id;
