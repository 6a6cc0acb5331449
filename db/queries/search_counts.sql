with held as (
    select
        review_id,
        lscb_grade
    from reviews
    where
        :grade in ('', lscb_grade)
        and :region in ('', region)
        and :year in ('', cast(year as text))
),

on_theme as (
    select statement_id from statement_themes
    where theme_id = :theme
),

hits as (
    select
        'statements' as what,
        statements.review_id,
        statements.polarity
    from statements_fts
    inner join statements on statements_fts.rowid = statements.rowid
    where
        statements_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
        and :polarity in ('', statements.polarity)
        and (:theme = '' or statements.statement_id in (select on_theme.statement_id from on_theme))
    union all
    select
        'paragraphs' as what,
        paragraphs.review_id,
        null as polarity
    from paragraphs_fts
    inner join paragraphs on paragraphs_fts.rowid = paragraphs.rowid
    where
        paragraphs_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
        and :section in ('', paragraphs.section)
        and (
            (:polarity = '' and :theme = '')
            or exists (
                select 1 from statements
                where
                    statements.paragraph_id = paragraphs.paragraph_id
                    and :polarity in ('', statements.polarity)
                    and (:theme = '' or statements.statement_id in (select on_theme.statement_id from on_theme))
            )
        )
),

found as (
    select
        hits.what,
        hits.review_id,
        hits.polarity,
        held.lscb_grade
    from hits
    inner join held on hits.review_id = held.review_id
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
    found.what,
    'all' as facet,
    'all' as value,
    count(*) as hits,
    count(distinct found.review_id) as reviews,
    held_at_all.reviews as of_reviews,
    0 as place
from found
cross join held_at_all
group by found.what
union all
select
    found.what,
    'grade' as facet,
    found.lscb_grade as value,
    count(*) as hits,
    count(distinct found.review_id) as reviews,
    held_by_grade.reviews as of_reviews,
    held_by_grade.rank as place
from found
inner join held_by_grade on found.lscb_grade = held_by_grade.grade
group by found.what, found.lscb_grade
union all
select
    found.what,
    'polarity' as facet,
    found.polarity as value,
    count(*) as hits,
    count(distinct found.review_id) as reviews,
    held_at_all.reviews as of_reviews,
    instr('strength weakness mixed neutral', found.polarity) as place
from found
cross join held_at_all
where found.polarity is not null
group by found.what, found.polarity
order by what desc, facet asc, place asc
