select
    grades.grade as overall_grade,
    count(*) filter (where reviews.lscb_grade = 'outstanding') as board_outstanding,
    count(*) filter (where reviews.lscb_grade = 'good') as board_good,
    count(*) filter (where reviews.lscb_grade = 'requires improvement') as board_requires_improvement,
    count(*) filter (where reviews.lscb_grade = 'inadequate') as board_inadequate,
    count(*) filter (where reviews.lscb_grade_rank < reviews.overall_grade_rank) as board_better,
    count(*) filter (where reviews.lscb_grade_rank = reviews.overall_grade_rank) as same_grade,
    count(*) filter (where reviews.lscb_grade_rank > reviews.overall_grade_rank) as board_worse
from reviews
inner join grades on reviews.overall_grade = grades.grade
where reviews.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
group by grades.grade
order by grades.rank
