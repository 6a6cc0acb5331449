select paragraphs.text, paragraphs.section, boards.name as board, reviews.public_on, paragraphs.page_url,
  reviews.lscb_grade, paragraphs.number, paragraphs.page, paragraphs.paragraph_id, paragraphs.heading,
  paragraphs.review_id, reviews.authority, highlight(paragraphs_fts, 0, '⟦', '⟧') as marked, review_units.other_reports
from paragraphs_fts
join paragraphs on paragraphs.rowid = paragraphs_fts.rowid
join reviews using (review_id)
join boards using (board_id)
left join review_units on review_units.review_id = reviews.review_id
where paragraphs_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
  and (:grade = '' or reviews.lscb_grade = :grade)
  and (:section = '' or paragraphs.section = :section)
  and (:region = '' or reviews.region = :region)
  and (:year = '' or reviews.year = cast(:year as integer))
  and ((:polarity = '' and :theme = '') or exists (
    select 1 from statements
    where statements.paragraph_id = paragraphs.paragraph_id
      and (:polarity = '' or statements.polarity = :polarity)
      and (:theme = '' or statements.statement_id in (
        select statement_id from statement_themes where theme_id = :theme))))
order by paragraphs_fts.rank, paragraphs.paragraph_id
