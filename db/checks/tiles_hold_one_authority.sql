-- Each authority that a board served has a tile, no other has one, and no two share one.
select
    board_authorities.la_code as key,
    'has no tile: is its latitude and longitude known?' as what
from board_authorities
anti join authority_tiles on board_authorities.la_code = authority_tiles.la_code
union all
select
    authority_tiles.la_code,
    'has a tile and no board'
from authority_tiles
anti join board_authorities on authority_tiles.la_code = board_authorities.la_code
union all
select
    string_agg(la_code, ' ' order by la_code),
    'share a tile'
from authority_tiles
group by tile_column, tile_row
having count(*) > 1;
