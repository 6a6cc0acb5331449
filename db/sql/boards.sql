-- Grain: a Local Safeguarding Children Board. Key: board_id. A board of several authorities is one row.
create table boards as
select
    line ->> '$.board_id' as board_id,
    line ->> '$.name' as name,
    line ->> '$.name_source' as name_source
from raw_boards
order by board_id;
