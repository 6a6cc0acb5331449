with as_at as (
    select coalesce(nullif(:as_at, ''), '9999-12-31') as until
),

-- The latest review of each board as at the date.
latest as (
    select
        units.board_id,
        reviews.review_id,
        reviews.lscb_grade,
        reviews.public_on
    from review_units as units
    inner join reviews on units.review_id = reviews.review_id
    cross join as_at
    where
        units.is_counted
        and units.public_on <= as_at.until
        and (units.superseded_on is null or units.superseded_on > as_at.until)
)

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
left join latest on served.board_id = latest.board_id
where
    own.board_id = :board
    and neighbours.edition = coalesce(nullif(:edition, ''), 'before')
order by own.la_code, neighbours.rank
