select
    units.board_id,
    boards.name as board,
    reviews.review_id,
    reviews.lscb_grade,
    reviews.public_on,
    shown.theme_id,
    themes.label as theme,
    shown.strengths,
    shown.weaknesses,
    shown.mixed,
    shown.neutral,
    shown.strengths + shown.weaknesses + shown.mixed + shown.neutral as statements,
    shown.shows
from review_units as units
inner join boards on units.board_id = boards.board_id
inner join reviews on units.review_id = reviews.review_id
inner join review_theme_shows as shown on units.review_id = shown.review_id
inner join themes on shown.theme_id = themes.theme_id
where
    units.board_id = :board
    and units.is_counted
    and units.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
    and (units.superseded_on is null or units.superseded_on > coalesce(nullif(:as_at, ''), '9999-12-31'))
order by statements desc, themes.position
