select
    areas.label,
    judgements.grade,
    judgements.page,
    judgements.page_url,
    judgements.stated,
    judgements.area
from judgements
inner join areas on judgements.area = areas.area
where judgements.review_id = coalesce(nullif(:review, ''), (select defaults.review_id from defaults))
order by areas.position
