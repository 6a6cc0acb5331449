with chosen as (
    select
        coalesce(nullif(:theme, ''), (select defaults.theme_id from defaults)) as theme_id,
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
        quotations.page,
        quotations.page_url,
        quotations.text,
        quotations.polarity,
        quotations.told_by,
        quotations.cue,
        quotations.example,
        quotations.practices,
        (
            select count(*) from statement_themes as every
            where every.statement_id = quotations.statement_id
        ) as themes_told
    from chosen
    inner join statement_themes as shown on chosen.theme_id = shown.theme_id
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
        max(3 - themes_told, 0) + (length(text) between 90 and 300) + (section = 'finding') as points
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
    text,
    polarity,
    board,
    lscb_grade,
    public_on,
    page_url,
    practices,
    told_by,
    cue,
    example,
    points,
    nth,
    page,
    board_id,
    review_id,
    statement_id
from placed
order by nth asc, example desc, points desc, lscb_grade_rank asc, public_on desc, statement_id asc
