-- Grain: an authority that a board served. Key: la_code.
-- Its tile on a map where all authorities are equally large; db/tiles.py says how it gets there.
create table authority_tiles as
select
    tile.line ->> '$.la_code' as la_code,
    cast(tile.line ->> '$.tile_column' as integer) as tile_column,
    cast(tile.line ->> '$.tile_row' as integer) as tile_row
from raw_tiles as tile
order by la_code;
