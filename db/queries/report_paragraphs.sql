select findings.position, findings.section, findings.heading, findings.number, findings.page,
  (select max(page) from finding_shares where finding_shares.finding_id = findings.finding_id) as last_page,
  findings.page_url, findings.text, findings.finding_id
from findings
where findings.review_id = coalesce(nullif(:review, ''), (
  select review_id from reviews order by public_on desc, review_id desc limit 1))
order by findings.position
