select
    reviews.board_id,
    reviews.board,
    reviews.lscb_grade,
    reviews.public_on,
    shown.shows,
    shown.strengths,
    shown.weaknesses,
    shown.mixed,
    shown.neutral,
    reviews.region,
    reviews.review_id
from review_theme_shows as shown
inner join counted_reviews as reviews on shown.review_id = reviews.review_id
where
    shown.theme_id = coalesce(nullif(:theme, ''), (select defaults.theme_id from defaults))
    and shown.shows = coalesce(nullif(:shows, ''), 'strength')
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
    and :region in ('', reviews.region)
order by
    case when shown.shows = 'weakness' then -reviews.lscb_grade_rank else reviews.lscb_grade_rank end,
    abs(shown.strengths - shown.weaknesses) desc,
    reviews.board
