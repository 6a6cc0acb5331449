select region,
  count(*) filter (where judgement = 'outstanding') as outstanding,
  count(*) filter (where judgement = 'good') as good,
  count(*) filter (where judgement = 'requires improvement') as requires_improvement,
  count(*) filter (where judgement = 'inadequate') as inadequate,
  count(*) as reviews
from reviews
where public_on <= date(coalesce(nullif(:as_at, ''), 'now'))
group by region
order by region
