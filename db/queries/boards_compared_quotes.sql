with chosen as (
    select
        key as place,
        trim(value) as board_id,
        coalesce(nullif(:as_at, ''), '9999-12-31') as until
    from json_each('[' || replace(json_quote(coalesce(:board, '')), ',', '","') || ']')
),

said as (
    select
        chosen.place + 1 as place,
        units.board_id,
        statements.*,
        paragraphs.section,
        (
            select count(*) from statement_themes
            where statement_themes.statement_id = statements.statement_id
        ) as themes_of_it
    from chosen
    inner join review_units as units on chosen.board_id = units.board_id
    inner join statements on units.review_id = statements.review_id
    inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
    where
        units.is_counted
        and units.public_on <= chosen.until
        and (units.superseded_on is null or units.superseded_on > chosen.until)
        and statements.polarity in ('strength', 'weakness')
        and not statements.repeats_grade
),

placed as (
    select
        said.*,
        statement_themes.theme_id,
        row_number() over (
            partition by said.place, statement_themes.theme_id, said.polarity
            order by said.section = 'recommendation', said.themes_of_it, said.sequence
        ) as place_of_kind
    from said
    inner join statement_themes on said.statement_id = statement_themes.statement_id
),

ranked as (
    select
        placed.*,
        row_number() over (
            partition by placed.place, placed.theme_id
            order by
                placed.place_of_kind,
                case
                    when shown.shows = 'weakness' then placed.polarity = 'strength'
                    else placed.polarity = 'weakness'
                end
        ) as rank
    from placed
    inner join review_theme_shows as shown
        on placed.review_id = shown.review_id and placed.theme_id = shown.theme_id
)

select
    ranked.theme_id,
    themes.label as theme,
    ranked.place,
    ranked.board_id,
    boards.name as board,
    reviews.public_on,
    ranked.rank,
    ranked.polarity,
    ranked.text,
    ranked.section,
    ranked.page,
    ranked.page_url,
    ranked.statement_id,
    ranked.review_id
from ranked
inner join themes on ranked.theme_id = themes.theme_id
inner join boards on ranked.board_id = boards.board_id
inner join reviews on ranked.review_id = reviews.review_id
where ranked.rank <= 3
order by themes.position, ranked.place, ranked.rank
