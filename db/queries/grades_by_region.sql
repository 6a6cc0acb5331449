select
    region,
    count(*) filter (where lscb_grade = 'outstanding') as outstanding,
    count(*) filter (where lscb_grade = 'good') as good,
    count(*) filter (where lscb_grade = 'requires improvement') as requires_improvement,
    count(*) filter (where lscb_grade = 'inadequate') as inadequate,
    count(*) as reviews
from reviews
where public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
group by region
order by region
