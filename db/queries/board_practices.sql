-- What the board is told to do: the recommendations of its review, by practice.
with recommended as (
    select
        said.review_id,
        shown.practice_id,
        count(*) as recommendations
    from statement_practices as shown
    inner join statements as said on shown.statement_id = said.statement_id
    inner join paragraphs on said.paragraph_id = paragraphs.paragraph_id
    where
        paragraphs.section = 'recommendation'
        and said.review_id in (
            select counted_reviews.review_id from counted_reviews
            where counted_reviews.board_id = :board
        )
    group by said.review_id, shown.practice_id
)

select
    reviews.board_id,
    reviews.board,
    reviews.review_id,
    reviews.lscb_grade,
    reviews.public_on,
    practices.practice_id,
    practices.label as practice,
    practices.theme_id,
    themes.label as theme,
    coalesce(told.shows, 'not raised') as shows,
    coalesce(told.strengths, 0) as strengths,
    coalesce(told.weaknesses, 0) as weaknesses,
    coalesce(told.mixed, 0) as mixed,
    coalesce(told.neutral, 0) as neutral,
    coalesce(told.earlier, 0) as earlier,
    coalesce(told.statements, 0) as statements,
    coalesce(recommended.recommendations, 0) as recommendations
from counted_reviews as reviews
cross join practices
inner join themes on practices.theme_id = themes.theme_id
left join review_practice_counts as told
    on
        reviews.review_id = told.review_id
        and practices.practice_id = told.practice_id
        and told.sections = coalesce(nullif(:sections, ''), 'findings')
left join recommended on reviews.review_id = recommended.review_id and practices.practice_id = recommended.practice_id
where
    reviews.board_id = :board
    and coalesce(nullif(:as_at, ''), '9999-12-31') between reviews.public_on and reviews.holds_until
order by practices.position
