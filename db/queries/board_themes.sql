select
    reviews.board_id,
    reviews.board,
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
from counted_reviews as reviews
inner join review_theme_shows as shown on reviews.review_id = shown.review_id
inner join themes on shown.theme_id = themes.theme_id
where
    reviews.board_id = :board
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
order by statements desc, themes.position asc
