with chosen as (
    select
        coalesce(nullif(:theme, ''), 'partnership') as theme_id,
        coalesce(nullif(:shows, ''), 'strength') as shows,
        ',' || replace(coalesce(
            nullif(:grades, ''), case when :shows = 'weakness' then 'inadequate' else 'outstanding,good' end
        ), ', ', ',') || ',' as grades,
        nullif(:region, '') as region,
        coalesce(nullif(:as_at, ''), '9999-12-31') as until
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
        statements.*,
        reviews.board_id,
        reviews.lscb_grade,
        reviews.lscb_grade_rank,
        reviews.public_on,
        shown.phrase,
        (
            select count(*) from statement_themes as every
            where every.statement_id = statements.statement_id
        ) as themes_told,
        (select max(worth) from effects where instr(lower(statements.text), word) > 0) as effect,
        exists (select 1 from leaning where instr(lower(statements.text), opening) = 1)
        or instr(substr(lower(statements.text), 1, 45), ' this ') > 0
        or instr(substr(lower(statements.text), 1, 45), ' these ') > 0 as leans,
        2 * instr(statements.text, shown.phrase) <= length(statements.text) as opens_on_theme,
        paragraphs.section = 'finding' as is_finding
    from chosen
    inner join statement_themes as shown on chosen.theme_id = shown.theme_id
    inner join statements
        on shown.statement_id = statements.statement_id and chosen.shows = statements.polarity
    inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
    inner join review_units as units on statements.review_id = units.review_id
    inner join reviews on units.review_id = reviews.review_id
    where
        not statements.repeats_grade
        and units.is_counted
        and units.public_on <= chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
        and instr(chosen.grades, ',' || reviews.lscb_grade || ',') > 0
        and (chosen.region is null or reviews.region = chosen.region)
),

pointed as (
    select
        *,
        coalesce(effect, 0)
        + max(3 - themes_told, 0)
        + 2 * (not leans)
        + opens_on_theme
        + (length(text) between 90 and 300)
        + is_finding as points
    from said
),

placed as (
    select
        *,
        row_number() over (partition by board_id order by points desc, length(text) desc, statement_id) as nth
    from pointed
)

select
    placed.text,
    placed.polarity,
    boards.name as board,
    placed.lscb_grade,
    placed.public_on,
    placed.page_url,
    placed.cue,
    placed.phrase,
    placed.points,
    placed.nth,
    placed.page,
    placed.board_id,
    placed.review_id,
    placed.statement_id
from placed
inner join boards on placed.board_id = boards.board_id
order by placed.nth, placed.points desc, placed.lscb_grade_rank, placed.public_on desc, placed.statement_id
