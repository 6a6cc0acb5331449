-- Every review has exactly one grade for the LSCB, and `reviews` repeats it.
select
    reviews.review_id,
    reviews.authority,
    count(judgements.grade) as lscb_grades,
    reviews.judgement
from reviews
left join judgements on reviews.review_id = judgements.review_id and judgements.area = 'lscb'
group by reviews.review_id, reviews.authority, reviews.judgement
having count(judgements.grade) <> 1 or reviews.judgement is distinct from min(judgements.grade);
