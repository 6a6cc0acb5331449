with next_after as (
    select
        board_id,
        min(public_on) as next_on
    from counted_reviews
    where public_on > coalesce(nullif(:as_at, ''), '9999-12-31')
    group by board_id
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
    next_after.next_on
from authority_tiles as tiles
inner join authorities on tiles.la_code = authorities.la_code
inner join board_authorities as served on tiles.la_code = served.la_code
inner join boards on served.board_id = boards.board_id
left join counted_reviews as latest
    on
        boards.board_id = latest.board_id
        and coalesce(nullif(:as_at, ''), '9999-12-31') between latest.public_on and latest.holds_until
left join next_after on boards.board_id = next_after.board_id
where :region in ('', authorities.region)
order by authorities.region, authorities.name
