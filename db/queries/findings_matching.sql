select findings.text, findings.section, boards.name as board, reviews.public_on, findings.page_url,
  reviews.judgement, findings.number, findings.page, findings.finding_id, findings.heading,
  findings.review_id, reviews.authority, highlight(findings_fts, 0, '⟦', '⟧') as marked, review_units.other_reports
from findings_fts
join findings on findings.rowid = findings_fts.rowid
join reviews using (review_id)
join boards using (board_id)
left join review_units on review_units.review_id = reviews.review_id
where findings_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
  and (:grade = '' or reviews.judgement = :grade)
  and (:section = '' or findings.section = :section)
  and (:region = '' or reviews.region = :region)
  and (:year = '' or reviews.year = cast(:year as integer))
  and ((:polarity = '' and :theme = '') or exists (
    select 1 from statements
    where statements.finding_id = findings.finding_id
      and (:polarity = '' or statements.polarity = :polarity)
      and (:theme = '' or statements.statement_id in (
        select statement_id from statement_themes where theme_id = :theme))))
order by findings_fts.rank, findings.finding_id
