select grades.grade as overall_grade,
  count(*) filter (where lscb_grade = 'outstanding') as board_outstanding,
  count(*) filter (where lscb_grade = 'good') as board_good,
  count(*) filter (where lscb_grade = 'requires improvement') as board_requires_improvement,
  count(*) filter (where lscb_grade = 'inadequate') as board_inadequate,
  count(*) filter (where lscb_grade_rank < overall_grade_rank) as board_better,
  count(*) filter (where lscb_grade_rank = overall_grade_rank) as same_grade,
  count(*) filter (where lscb_grade_rank > overall_grade_rank) as board_worse
from reviews
join grades on grades.grade = reviews.overall_grade
where public_on <= date(coalesce(nullif(:as_at, ''), 'now'))
group by grades.grade
order by grades.rank
