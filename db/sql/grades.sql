-- Grain: a grade that Ofsted gives. Key: grade. rank 1 is the best.
create table grades as
select
    listed.grade,
    listed.rank,
    listed.label
from (
    values
    ('outstanding', 1, 'Outstanding'),
    ('good', 2, 'Good'),
    ('requires improvement', 3, 'Requires improvement'),
    ('inadequate', 4, 'Inadequate')
) as listed (grade, rank, label)
order by listed.rank;
