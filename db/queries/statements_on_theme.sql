select statements.text, statements.polarity, boards.name as board, reviews.public_on, statements.page_url,
  reviews.lscb_grade, statements.cue, statement_themes.phrase, statements.page, statements.statement_id
from statement_themes
join statements using (statement_id)
join reviews using (review_id)
join boards using (board_id)
where statement_themes.theme_id = coalesce(nullif(:theme, ''), 'partnership')
  and (:polarity = '' or statements.polarity = :polarity)
  and (:grade = '' or reviews.lscb_grade = :grade)
order by reviews.public_on desc, statements.review_id, statements.sequence
