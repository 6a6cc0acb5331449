select statements.text, statements.polarity, boards.name as board, reviews.public_on, statements.page_url,
  (select group_concat(themes.label, '; ') from statement_themes join themes using (theme_id)
    where statement_themes.statement_id = statements.statement_id) as themes,
  reviews.lscb_grade, statements.cue, statements.page, statements.statement_id
from statements
join reviews using (review_id)
join boards using (board_id)
where board_id = coalesce(nullif(:board, ''), (
  select first.board_id from boards as first
  join reviews as held using (board_id) order by first.name limit 1))
  and statements.polarity = coalesce(nullif(:polarity, ''), 'strength')
order by reviews.public_on desc, statements.review_id, statements.sequence
