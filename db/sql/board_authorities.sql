-- Grain: an authority that a board served. Key: board_id, la_code.
create table board_authorities as
select
    line ->> '$.board_id' as board_id,
    line ->> '$.la_code' as la_code
from raw_board_authorities
order by board_id, la_code;
