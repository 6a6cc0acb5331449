-- A review belongs to one authority and to the one board that served it.
select
    review_id,
    urn,
    authority_printed,
    case
        when la_code is null then 'authority not known: add its name to authority_aliases.csv'
        else 'authority has no board: see board_authorities.csv'
    end as problem
from reviews
where la_code is null or board_id is null;
