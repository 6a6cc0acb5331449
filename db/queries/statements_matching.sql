select statements.text, statements.polarity, boards.name as board, reviews.public_on, statements.page_url,
  reviews.lscb_grade, statements.cue, statements.page, statements.statement_id,
  (select group_concat(themes.label, '; ') from statement_themes join themes using (theme_id)
    where statement_themes.statement_id = statements.statement_id) as themes,
  statements.paragraph_id, statements.review_id, reviews.authority,
  highlight(statements_fts, 0, '⟦', '⟧') as marked, review_units.other_reports
from statements_fts
join statements on statements.rowid = statements_fts.rowid
join reviews using (review_id)
join boards using (board_id)
left join review_units on review_units.review_id = reviews.review_id
where statements_fts match case when trim(:q, ' "') = '' then '""' else escape_fts(:q) end
  and (:polarity = '' or statements.polarity = :polarity)
  and (:theme = '' or statements.statement_id in (
    select statement_id from statement_themes where theme_id = :theme))
  and (:grade = '' or reviews.lscb_grade = :grade)
  and (:region = '' or reviews.region = :region)
  and (:year = '' or reviews.year = cast(:year as integer))
order by statements_fts.rank, statements.statement_id
