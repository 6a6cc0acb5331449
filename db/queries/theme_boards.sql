with chosen as (
    select
        coalesce(nullif(:theme, ''), 'partnership') as theme_id,
        coalesce(nullif(:shows, ''), 'strength') as shows,
        nullif(:region, '') as region,
        coalesce(nullif(:as_at, ''), '9999-12-31') as until
)

select
    boards.board_id,
    boards.name as board,
    reviews.lscb_grade,
    reviews.public_on,
    shown.shows,
    shown.strengths,
    shown.weaknesses,
    shown.mixed,
    shown.neutral,
    reviews.region,
    reviews.review_id
from chosen
inner join review_theme_shows as shown on chosen.theme_id = shown.theme_id and chosen.shows = shown.shows
inner join review_units as units on shown.review_id = units.review_id
inner join reviews on units.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
where
    units.is_counted
    and units.public_on <= chosen.until
    and (units.superseded_on is null or units.superseded_on > chosen.until)
    and (chosen.region is null or reviews.region = chosen.region)
order by
    case when chosen.shows = 'weakness' then -reviews.lscb_grade_rank else reviews.lscb_grade_rank end,
    abs(shown.strengths - shown.weaknesses) desc,
    boards.name
