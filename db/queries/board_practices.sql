select
    reviews.board_id,
    reviews.board,
    reviews.review_id,
    reviews.lscb_grade,
    reviews.public_on,
    shown.practice_id,
    practices.label as practice,
    themes.label as theme,
    shown.shows,
    shown.strengths,
    shown.weaknesses,
    shown.mixed,
    shown.neutral,
    shown.earlier,
    shown.statements
from counted_reviews as reviews
inner join review_practice_shows as shown on reviews.review_id = shown.review_id
inner join practices on shown.practice_id = practices.practice_id
inner join themes on practices.theme_id = themes.theme_id
where
    reviews.board_id = :board
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
order by practices.position
