select grades.grade as authority_overall,
  count(*) filter (where judgement = 'outstanding') as board_outstanding,
  count(*) filter (where judgement = 'good') as board_good,
  count(*) filter (where judgement = 'requires improvement') as board_requires_improvement,
  count(*) filter (where judgement = 'inadequate') as board_inadequate,
  count(*) filter (where judgement_rank < overall_rank) as board_better,
  count(*) filter (where judgement_rank = overall_rank) as same_grade,
  count(*) filter (where judgement_rank > overall_rank) as board_worse
from reviews
join grades on grades.grade = reviews.overall
where public_on <= date(coalesce(nullif(:as_at, ''), 'now'))
group by grades.grade
order by grades.rank
