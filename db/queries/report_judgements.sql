select areas.label, judgements.grade, judgements.page, judgements.page_url, judgements.stated,
  judgements.area
from judgements
join areas using (area)
where judgements.review_id = coalesce(nullif(:review, ''), (
  select review_id from reviews order by public_on desc, review_id desc limit 1))
order by areas.position
