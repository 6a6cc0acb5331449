with held as (
  select review_id, lscb_grade from reviews
  where (:grade = '' or lscb_grade = :grade)
    and (:region = '' or region = :region)
    and (:year = '' or year = cast(:year as integer))
),
hits as (
  select 'statements' as what, held.review_id, held.lscb_grade, statements.polarity
  from statements_fts
  join statements on statements.rowid = statements_fts.rowid
  join held using (review_id)
  where statements_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
    and (:polarity = '' or statements.polarity = :polarity)
    and (:theme = '' or statements.statement_id in (
      select statement_id from statement_themes where theme_id = :theme))
  union all
  select 'paragraphs', held.review_id, held.lscb_grade, null
  from paragraphs_fts
  join paragraphs on paragraphs.rowid = paragraphs_fts.rowid
  join held using (review_id)
  where paragraphs_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
    and (:section = '' or paragraphs.section = :section)
    and ((:polarity = '' and :theme = '') or exists (
      select 1 from statements
      where statements.paragraph_id = paragraphs.paragraph_id
        and (:polarity = '' or statements.polarity = :polarity)
        and (:theme = '' or statements.statement_id in (
          select statement_id from statement_themes where theme_id = :theme))))
)
select what, 'all' as facet, 'all' as value, count(*) as hits, count(distinct review_id) as reviews,
  (select count(*) from held) as of_reviews, 0 as place
from hits group by what
union all
select what, 'grade', lscb_grade, count(*), count(distinct review_id),
  (select count(*) from held where held.lscb_grade = hits.lscb_grade), grades.rank
from hits join grades on grades.grade = hits.lscb_grade group by what, lscb_grade
union all
select what, 'polarity', polarity, count(*), count(distinct review_id), (select count(*) from held),
  instr('strength weakness mixed neutral', polarity)
from hits where polarity is not null group by what, polarity
order by what desc, facet, place
