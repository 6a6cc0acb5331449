select
    reviews.board_id,
    reviews.board,
    reviews.lscb_grade,
    reviews.public_on,
    told.shows,
    told.strengths,
    told.weaknesses,
    told.mixed,
    told.neutral,
    told.earlier,
    reviews.region,
    reviews.review_id
from review_practice_counts as told
inner join counted_reviews as reviews on told.review_id = reviews.review_id
where
    told.practice_id = coalesce(nullif(:practice, ''), (select defaults.practice_id from defaults))
    and told.sections = coalesce(nullif(:sections, ''), 'findings')
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
    and :region in ('', reviews.region)
order by
    case told.shows when 'credited' then 1 when 'even' then 2 else 3 end asc,
    reviews.lscb_grade_rank asc,
    told.strengths - told.weaknesses desc,
    reviews.board asc
