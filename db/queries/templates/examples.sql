with chosen as (
    select
        coalesce(nullif(:{{ topic }}, ''), (select defaults.{{ topic }}_id from defaults)) as topic_id,
        coalesce(nullif(:shows, ''), 'strength') as shows,
        ',' || replace(coalesce(
            nullif(:grades, ''), case when :shows = 'weakness' then 'inadequate' else 'outstanding,good' end
        ), ', ', ',') || ',' as grades
),

said as (
    select
        quotations.statement_id,
        quotations.review_id,
        quotations.board_id,
        quotations.board,
        quotations.lscb_grade,
        quotations.lscb_grade_rank,
        quotations.public_on,
        quotations.section,
        quotations.paragraph_id,
        quotations.number,
        quotations.start,
        quotations.page,
        quotations.page_url,
        quotations.text,
        quotations.polarity,
        quotations.told_by,
        quotations.cue,
        quotations.example,
        quotations.practices,
        (
            select count(*) from statement_{{ topic }}s as every
            where every.statement_id = quotations.statement_id
        ) as topics_told
    from chosen
    inner join statement_{{ topic }}s as shown on chosen.topic_id = shown.{{ topic }}_id
    inner join quotations on shown.statement_id = quotations.statement_id and chosen.shows = quotations.polarity
    inner join counted_reviews as reviews on quotations.review_id = reviews.review_id
    where
        not quotations.repeats_grade
        and not quotations.is_earlier
        and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
        and instr(chosen.grades, ',' || reviews.lscb_grade || ',') > 0
        and :region in ('', reviews.region)
),

pointed as (
    select
        *,
        max(3 - topics_told, 0) + (length(text) between 90 and 300) + (section = 'finding') as points
    from said
),

placed as (
    select
        *,
        row_number() over (
            partition by board_id
            order by example desc, points desc, length(text) desc, statement_id asc
        ) as nth
    from pointed
)

select
    placed.text,
    placed.polarity,
    placed.board,
    placed.lscb_grade,
    placed.public_on,
    placed.page_url,
    placed.practices,
    placed.told_by,
    placed.cue,
    placed.example,
    placed.points,
    placed.nth,
    placed.page,
    placed.board_id,
    placed.review_id,
    placed.statement_id,
    placed.section,
    placed.number,
    paragraphs.text as paragraph,
    placed.start
from placed
inner join paragraphs on placed.paragraph_id = paragraphs.paragraph_id
order by
    placed.nth asc,
    placed.example desc,
    placed.points desc,
    placed.lscb_grade_rank asc,
    placed.public_on desc,
    placed.statement_id asc
