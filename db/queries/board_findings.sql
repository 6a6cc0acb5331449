select findings.text, findings.section, boards.name as board, reviews.public_on, findings.page_url,
  reviews.judgement, findings.heading, findings.number, reviews.authority, findings.page, findings.finding_id
from findings
join reviews using (review_id)
join boards using (board_id)
where board_id = coalesce(nullif(:board, ''), (
  select first.board_id from boards as first
  join reviews as held using (board_id) order by first.name limit 1))
order by reviews.public_on desc, reviews.review_id, findings.position
