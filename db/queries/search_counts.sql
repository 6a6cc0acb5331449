with held as (
    select
        review_id,
        lscb_grade
    from reviews
    where
        :grade in ('', lscb_grade)
        and :region in ('', region)
        and :year in ('', cast(year as text))
        and :board in ('', board_id)
),

on_theme as (
    select statement_id from statement_themes
    where theme_id = :theme
),

on_practice as (
    select statement_id from statement_practices
    where practice_id = :practice
),

hits as (
    select
        'statements' as what,
        held.review_id,
        held.lscb_grade,
        statements.polarity
    from statements_fts
    inner join statements on statements_fts.rowid = statements.rowid
    inner join held on statements.review_id = held.review_id
    where
        statements_fts match search_words(coalesce(:q, ''))
        and :polarity in ('', statements.polarity)
        and (:theme = '' or statements.statement_id in (select on_theme.statement_id from on_theme))
        and (:practice = '' or statements.statement_id in (select on_practice.statement_id from on_practice))
    union all
    select
        'paragraphs' as what,
        held.review_id,
        held.lscb_grade,
        null as polarity
    from paragraphs_fts
    inner join paragraphs on paragraphs_fts.rowid = paragraphs.rowid
    inner join held on paragraphs.review_id = held.review_id
    where
        paragraphs_fts match search_words(coalesce(:q, ''))
        and :section in ('', paragraphs.section)
        and (
            (:polarity = '' and :theme = '' and :practice = '')
            or exists (
                select 1 from statements
                where
                    statements.paragraph_id = paragraphs.paragraph_id
                    and :polarity in ('', statements.polarity)
                    and (:theme = '' or statements.statement_id in (select on_theme.statement_id from on_theme))
                    and (
                        :practice = ''
                        or statements.statement_id in (select on_practice.statement_id from on_practice)
                    )
            )
        )
),

held_by_grade as (
    select
        grades.grade,
        grades.rank,
        count(held.review_id) as reviews
    from grades
    left join held on grades.grade = held.lscb_grade
    group by grades.grade
),

held_at_all as (
    select count(*) as reviews from held
)

select
    hits.what,
    'all' as facet,
    'all' as value,
    count(*) as hits,
    count(distinct hits.review_id) as reviews,
    held_at_all.reviews as of_reviews,
    0 as place
from hits
cross join held_at_all
group by hits.what
union all
select
    hits.what,
    'grade' as facet,
    hits.lscb_grade as value,
    count(*) as hits,
    count(distinct hits.review_id) as reviews,
    held_by_grade.reviews as of_reviews,
    held_by_grade.rank as place
from hits
inner join held_by_grade on hits.lscb_grade = held_by_grade.grade
group by hits.what, hits.lscb_grade
union all
select
    hits.what,
    'polarity' as facet,
    hits.polarity as value,
    count(*) as hits,
    count(distinct hits.review_id) as reviews,
    held_at_all.reviews as of_reviews,
    instr('strength weakness mixed neutral', hits.polarity) as place
from hits
cross join held_at_all
where hits.polarity is not null
group by hits.what, hits.polarity
order by what desc, facet asc, place asc
