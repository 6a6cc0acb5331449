select
    own.la_code,
    own_authority.name as authority,
    neighbours.rank,
    neighbours.neighbour_code,
    authorities.name as neighbour,
    authorities.region,
    served.board_id as neighbour_board_id,
    latest.review_id,
    latest.lscb_grade,
    latest.public_on
from board_authorities as own
inner join authorities as own_authority on own.la_code = own_authority.la_code
inner join authority_neighbours as neighbours on own.la_code = neighbours.la_code
inner join authorities on neighbours.neighbour_code = authorities.la_code
left join board_authorities as served on neighbours.neighbour_code = served.la_code
left join counted_reviews as latest
    on
        served.board_id = latest.board_id
        and coalesce(nullif(:as_at, ''), '9999-12-31') between latest.public_on and latest.holds_until
where
    own.board_id = :board
    and neighbours.edition = coalesce(nullif(:edition, ''), 'before')
order by own.la_code, neighbours.rank
