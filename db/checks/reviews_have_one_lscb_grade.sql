-- Every review has exactly one grade for the LSCB, and `reviews` repeats it.
select
    reviews.review_id,
    reviews.authority,
    count(judgements.grade) as lscb_grades,
    reviews.lscb_grade
from reviews
left join judgements on reviews.review_id = judgements.review_id and judgements.area = 'lscb'
group by reviews.review_id, reviews.authority, reviews.lscb_grade
having count(judgements.grade) <> 1 or reviews.lscb_grade is distinct from min(judgements.grade);
