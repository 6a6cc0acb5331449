-- Grain: a statistical neighbour of an authority in one edition. Key: la_code, edition, rank (1 is the nearest).
create table authority_neighbours as
select
    line ->> '$.la_code' as la_code,
    line ->> '$.neighbour_code' as neighbour_code,
    cast(line ->> '$.rank' as integer) as rank,
    line ->> '$.edition' as edition
from raw_authority_neighbours
order by la_code, edition, rank;
