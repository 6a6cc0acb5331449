with said as (
    select
        statements.statement_id,
        themes.label
    from statements
    inner join statement_themes on statements.statement_id = statement_themes.statement_id
    inner join themes on statement_themes.theme_id = themes.theme_id
    where statements.paragraph_id = :paragraph
    order by statements.statement_id, themes.position
),

named as (
    select
        statement_id,
        group_concat(label, ', ') as themes
    from said
    group by statement_id
)

select
    statements.statement_id,
    statements.text,
    statements.polarity,
    statements.cue,
    named.themes,
    boards.name as board,
    reviews.public_on,
    statements.page,
    statements.page_url,
    statements.review_id
from statements
inner join reviews on statements.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
left join named on statements.statement_id = named.statement_id
where statements.paragraph_id = :paragraph
order by statements.position
