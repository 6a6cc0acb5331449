select
    said.text,
    said.polarity,
    said.board,
    said.public_on,
    said.page_url,
    said.lscb_grade,
    said.region,
    said.section,
    said.told_by,
    said.is_earlier,
    said.example,
    said.page,
    said.board_id,
    said.statement_id
from statement_practices as shown
inner join quotations as said on shown.statement_id = said.statement_id
inner join counted_reviews as reviews on said.review_id = reviews.review_id
where
    shown.practice_id = coalesce(nullif(:practice, ''), (select defaults.practice_id from defaults))
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
    and not said.repeats_grade
    and :polarity in ('', said.polarity)
    and :grade in ('', said.lscb_grade)
    and :region in ('', said.region)
order by said.example desc, said.public_on desc, said.review_id asc, said.sequence asc
