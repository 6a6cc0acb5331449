select statements.sequence, statements.text, statements.polarity, statements.cue,
  (select group_concat(theme_id, ' ') from (
    select theme_id from statement_themes join themes using (theme_id)
    where statement_themes.statement_id = statements.statement_id order by themes.position)) as theme_ids,
  (select group_concat(label, '; ') from (
    select label from statement_themes join themes using (theme_id)
    where statement_themes.statement_id = statements.statement_id order by themes.position)) as themes,
  statements.page, statements.page_url, statements.start, statements.paragraph_id, statements.statement_id
from statements
where statements.review_id = coalesce(nullif(:review, ''), (
  select review_id from reviews order by public_on desc, review_id desc limit 1))
order by statements.sequence
