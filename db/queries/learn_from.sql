-- What the board's latest review as at the date faults.
with own as (
    select
        reviews.review_id,
        reviews.board_id,
        reviews.region,
        counts.practice_id,
        counts.strengths,
        counts.weaknesses
    from counted_reviews as reviews
    inner join review_practice_counts as counts on reviews.review_id = counts.review_id
    where
        reviews.board_id = :board
        and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
        and counts.sections = coalesce(nullif(:sections, ''), 'all')
        and counts.weaknesses > counts.strengths
),

neighbours as (
    select distinct served.board_id
    from board_authorities as home
    inner join authority_neighbours as nearest on home.la_code = nearest.la_code
    inner join board_authorities as served on nearest.neighbour_code = served.la_code
    where
        home.board_id = :board
        and nearest.edition = coalesce(nullif(:edition, ''), 'before')
),

-- Every other board whose latest review credits it.
teachers as (
    select
        own.practice_id,
        own.strengths as own_strengths,
        own.weaknesses as own_weaknesses,
        reviews.review_id,
        reviews.board_id,
        reviews.board,
        reviews.region,
        reviews.lscb_grade,
        reviews.lscb_grade_rank,
        reviews.public_on,
        counts.strengths,
        counts.weaknesses,
        case
            when reviews.board_id in (select neighbours.board_id from neighbours) then 'statistical neighbour'
            when reviews.region = own.region then 'same region'
            else 'elsewhere'
        end as nearness
    from own
    inner join review_practice_counts as counts on own.practice_id = counts.practice_id
    inner join counted_reviews as reviews on counts.review_id = reviews.review_id
    where
        reviews.board_id <> own.board_id
        and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
        and counts.sections = coalesce(nullif(:sections, ''), 'all')
        and counts.strengths > counts.weaknesses
),

-- Their praise of it, the best for others to learn from first.
praise as (
    select
        teachers.*,
        statements.statement_id,
        statements.example,
        row_number() over (
            partition by teachers.practice_id, teachers.review_id
            order by statements.example desc, shown.rank asc, statements.sequence asc
        ) as place_in_review
    from teachers
    inner join statement_practices as shown on teachers.practice_id = shown.practice_id
    inner join statements
        on shown.statement_id = statements.statement_id and teachers.review_id = statements.review_id
    inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
    where
        statements.polarity = 'strength'
        and not statements.repeats_grade
        and (coalesce(:sections, '') <> 'findings' or paragraphs.section in ('finding', 'strength'))
),

placed as (
    select
        *,
        row_number() over (
            partition by practice_id
            order by
                case nearness when 'statistical neighbour' then 1 when 'same region' then 2 else 3 end,
                lscb_grade_rank asc,
                example desc,
                strengths - weaknesses desc,
                board asc
        ) as place,
        count(*) over (partition by practice_id) as boards
    from praise
    where place_in_review = 1
)

select
    placed.practice_id,
    practices.label as practice,
    themes.label as theme,
    placed.own_strengths,
    placed.own_weaknesses,
    placed.boards,
    placed.place,
    placed.nearness,
    placed.board_id,
    placed.board,
    placed.region,
    placed.review_id,
    placed.lscb_grade,
    placed.public_on,
    placed.strengths,
    placed.weaknesses,
    said.text,
    said.example,
    said.section,
    said.number,
    said.page,
    said.page_url,
    said.statement_id,
    said.paragraph_id
from placed
inner join practices on placed.practice_id = practices.practice_id
inner join themes on practices.theme_id = themes.theme_id
inner join quotations as said on placed.statement_id = said.statement_id
where placed.place <= 5
order by placed.own_weaknesses - placed.own_strengths desc, practices.position asc, placed.place asc
