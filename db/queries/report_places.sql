select shares.finding_id, shares.share, shares.page, shares.start, shares.x0, shares.top, shares.x1,
  shares.bottom, reviews.url || '#page=' || shares.page as page_url
from finding_shares as shares
join findings using (finding_id)
join reviews using (review_id)
where findings.review_id = coalesce(nullif(:review, ''), (
  select review_id from reviews order by public_on desc, review_id desc limit 1))
order by findings.position, shares.share
