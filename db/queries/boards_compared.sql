with asked as (
    select
        key as place,
        trim(value) as board_id
    from json_each('[' || replace(json_quote(:board), ',', '","') || ']')
),

balanced as (
    select
        asked.place + 1 as place,
        reviews.board_id,
        reviews.board,
        reviews.lscb_grade,
        reviews.public_on,
        reviews.region,
        shown.*,
        1.0 * (shown.strengths - shown.weaknesses) / (shown.strengths + shown.weaknesses + 2) as balance
    from asked
    inner join counted_reviews as reviews on asked.board_id = reviews.board_id
    inner join review_theme_shows as shown on reviews.review_id = shown.review_id
    where coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
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
    balanced.board,
    balanced.lscb_grade,
    balanced.public_on,
    balanced.region,
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
order by round(spread.spread, 12) desc, spread.statements desc, themes.position asc, balanced.place asc
