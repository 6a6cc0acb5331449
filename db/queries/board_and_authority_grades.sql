select boards.name as board, authority, region, lscb_grade, overall_grade,
  overall_grade_rank - lscb_grade_rank as steps_better, public_on, page_url
from reviews
join boards using (board_id)
where public_on <= date(coalesce(nullif(:as_at, ''), 'now'))
  and (:region = '' or region = :region)
order by steps_better desc, lscb_grade_rank, authority, public_on
