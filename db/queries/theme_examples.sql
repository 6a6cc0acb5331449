with chosen as (
    select
        coalesce(nullif(:theme, ''), (select defaults.theme_id from defaults)) as theme_id,
        coalesce(nullif(:shows, ''), 'strength') as shows,
        ',' || replace(coalesce(
            nullif(:grades, ''), case when :shows = 'weakness' then 'inadequate' else 'outstanding,good' end
        ), ', ', ',') || ',' as grades
),

-- Beginnings of words that say what came of the work (3), or what it does or is for (2).
effects (word, worth) as (
    values
    (' led to ', 3), (' leading to ', 3), (' result in ', 3), (' results in ', 3), (' resulted in ', 3),
    (' resulting in ', 3), (' as a result', 3), (' consequence', 3), (' increased from ', 3),
    (' increased by ', 3), (' has increased', 3), (' have increased', 3), (' has reduced', 3),
    (' have reduced', 3), (' reduction in ', 3),
    (' ensur', 2), (' enabl', 2), (' impact', 2), (' improve', 2), (' so that ', 2), (' mean that', 2),
    (' means that', 2), (' meant that', 2), (' increas', 2), (' delay', 2), (' risk', 2)
),

-- Openings that lean on the sentence before.
leaning (opening) as (
    values
    ('this '), ('this,'), ('these '), ('those '), ('they '), ('it '), ('its '), ('he '), ('she '), ('his '),
    ('her '), ('their '), ('such '), ('as a result'), ('as a consequence'), ('however'), ('but '), ('both '),
    ('in addition'), ('in particular'), ('the latter'), ('consequently'), ('furthermore'), ('similarly'),
    ('another '), ('also '), ('for example'), ('there is also'), ('additionally'), ('most importantly')
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
        quotations.cue,
        lower(quotations.text) as plain,
        shown.phrase,
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
        and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
        and instr(chosen.grades, ',' || reviews.lscb_grade || ',') > 0
        and :region in ('', reviews.region)
),

weighed as (
    select
        said.*,
        (
            select max(effects.worth) from effects
            where instr(said.plain, effects.word) > 0
        ) as effect,
        exists (
            select 1 from leaning
            where instr(said.plain, leaning.opening) = 1
        )
        or instr(substr(said.plain, 1, 45), ' this ') > 0
        or instr(substr(said.plain, 1, 45), ' these ') > 0 as leans,
        2 * instr(said.text, said.phrase) <= length(said.text) as opens_on_theme
    from said
),

pointed as (
    select
        *,
        coalesce(effect, 0)
        + max(3 - themes_told, 0)
        + 2 * (not leans)
        + opens_on_theme
        + (length(text) between 90 and 300)
        + (section = 'finding') as points
    from weighed
),

placed as (
    select
        *,
        row_number() over (partition by board_id order by points desc, length(text) desc, statement_id) as nth
    from pointed
)

select
    text,
    polarity,
    board,
    lscb_grade,
    public_on,
    page_url,
    cue,
    phrase,
    points,
    nth,
    page,
    board_id,
    review_id,
    statement_id
from placed
order by nth asc, points desc, lscb_grade_rank asc, public_on desc, statement_id asc
