with chosen as (
    select coalesce(nullif(:as_at, ''), '9999-12-31') as until
),

-- The latest review of each board as at the date.
latest as (
    select
        units.board_id,
        units.public_on,
        reviews.review_id,
        reviews.lscb_grade
    from review_units as units
    inner join reviews on units.review_id = reviews.review_id
    cross join chosen
    where
        units.is_counted
        and units.public_on <= chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
),

after_it as (
    select
        units.board_id,
        min(units.public_on) as next_on
    from review_units as units
    cross join chosen
    where units.is_counted and units.public_on > chosen.until
    group by units.board_id
)

select
    tiles.la_code,
    authorities.name as authority,
    authorities.region,
    authorities.status,
    tiles.tile_column,
    tiles.tile_row,
    boards.board_id,
    boards.name as board,
    count(*) over (partition by boards.board_id) as authorities,
    latest.lscb_grade,
    latest.public_on,
    latest.review_id,
    after_it.next_on
from authority_tiles as tiles
inner join authorities on tiles.la_code = authorities.la_code
inner join board_authorities as served on tiles.la_code = served.la_code
inner join boards on served.board_id = boards.board_id
left join latest on boards.board_id = latest.board_id
left join after_it on boards.board_id = after_it.board_id
where coalesce(:region, '') in ('', authorities.region)
order by authorities.region, authorities.name
