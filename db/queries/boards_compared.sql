with chosen as (
    select
        key as place,
        trim(value) as board_id,
        coalesce(nullif(:as_at, ''), '9999-12-31') as until
    from json_each('[' || replace(json_quote(coalesce(:board, '')), ',', '","') || ']')
),

balanced as (
    select
        chosen.place + 1 as place,
        units.board_id,
        shown.*,
        1.0 * (shown.strengths - shown.weaknesses) / (shown.strengths + shown.weaknesses + 2) as balance
    from chosen
    inner join review_units as units on chosen.board_id = units.board_id
    inner join review_theme_shows as shown on units.review_id = shown.review_id
    where
        units.is_counted
        and units.public_on <= chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
),

spread as (
    select
        theme_id,
        max(balance) - min(balance) as spread,
        sum(strengths + weaknesses + mixed + neutral) as statements
    from balanced
    group by theme_id
)

select
    balanced.theme_id,
    themes.label as theme,
    spread.spread,
    balanced.place,
    balanced.board_id,
    boards.name as board,
    reviews.lscb_grade,
    reviews.public_on,
    reviews.region,
    balanced.strengths,
    balanced.weaknesses,
    balanced.mixed,
    balanced.neutral,
    balanced.shows,
    balanced.balance,
    balanced.review_id
from balanced
inner join spread on balanced.theme_id = spread.theme_id
inner join themes on balanced.theme_id = themes.theme_id
inner join boards on balanced.board_id = boards.board_id
inner join reviews on balanced.review_id = reviews.review_id
order by round(spread.spread, 12) desc, spread.statements desc, themes.position, balanced.place
