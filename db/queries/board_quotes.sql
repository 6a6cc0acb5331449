select
    said.text,
    said.polarity,
    said.board,
    said.public_on,
    said.page,
    said.page_url,
    said.themes,
    said.practices,
    said.theme_ids,
    said.practice_ids,
    said.section,
    said.heading,
    said.number,
    said.told_by,
    said.cue,
    said.is_earlier,
    said.example,
    said.lscb_grade,
    said.authority,
    said.statement_id,
    said.sequence,
    said.review_id
from counted_reviews as reviews
inner join quotations as said on reviews.review_id = said.review_id
where
    reviews.board_id = :board
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
    and not said.repeats_grade
    and :polarity in ('', said.polarity)
    and (
        :theme = ''
        or said.statement_id in (
            select statement_themes.statement_id from statement_themes
            where statement_themes.theme_id = :theme
        )
    )
order by said.sequence
