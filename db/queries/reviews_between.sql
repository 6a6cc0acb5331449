select boards.name as board, lscb_grade, public_on, page_url, authority, overall_grade, region, inspected_from,
  inspected_to, lead_inspector
from reviews
join boards using (board_id)
where coalesce(inspected_to, public_on) between date(coalesce(nullif(:from, ''), '2013-11-01'))
  and date(coalesce(nullif(:to, ''), 'now'))
order by inspected_to, authority
