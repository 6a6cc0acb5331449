-- An authority's statistical neighbours of one edition are ranked 1, 2, 3 …, each is named once, none is itself.
select
    la_code,
    edition,
    count(*) as neighbours,
    count(distinct neighbour_code) as different,
    max(rank) as last_rank
from authority_neighbours
group by la_code, edition
having
    count(*) <> count(distinct neighbour_code)
    or count(*) <> max(rank)
    or min(rank) <> 1
    or bool_or(la_code = neighbour_code);
