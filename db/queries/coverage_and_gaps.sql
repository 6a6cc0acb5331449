select authority, region, published, lscb_grade, overall_grade, is_held, why_missing, source
from coverage
where coalesce(nullif(:show, ''), 'missing') = 'all'
  or is_held = (coalesce(nullif(:show, ''), 'missing') = 'held')
order by is_held, authority, ordinal
