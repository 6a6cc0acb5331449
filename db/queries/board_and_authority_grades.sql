select boards.name as board, authority, region, judgement, overall,
  overall_rank - judgement_rank as steps_better, public_on, page_url
from reviews
join boards using (board_id)
where public_on <= date(coalesce(nullif(:as_at, ''), 'now'))
  and (:region = '' or region = :region)
order by steps_better desc, judgement_rank, authority, public_on
