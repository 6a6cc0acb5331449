with asked as (
    select
        key as place,
        trim(value) as board_id
    from json_each('[' || replace(json_quote(:board), ',', '","') || ']')
),

said as (
    select
        asked.place + 1 as place,
        quotations.statement_id,
        quotations.review_id,
        quotations.board_id,
        quotations.board,
        quotations.public_on,
        quotations.sequence,
        quotations.section,
        quotations.polarity,
        quotations.text,
        quotations.page,
        quotations.page_url,
        (
            select count(*) from statement_themes
            where statement_themes.statement_id = quotations.statement_id
        ) as themes_of_it
    from asked
    inner join counted_reviews as reviews on asked.board_id = reviews.board_id
    inner join quotations on reviews.review_id = quotations.review_id
    where
        coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
        and quotations.polarity in ('strength', 'weakness')
        and not quotations.repeats_grade
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
    ranked.board,
    ranked.public_on,
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
where ranked.rank <= 3
order by themes.position, ranked.place, ranked.rank
