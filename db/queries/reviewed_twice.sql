select coverage.authority, coverage.ordinal, boards.name as board, coverage.published, reviews.page_url,
  coverage.lscb_grade, coverage.overall_grade, coverage.why_missing, reviews.inspected_from, reviews.inspected_to
from coverage
join boards using (board_id)
left join reviews using (review_id)
where coverage.la_code in (select la_code from coverage group by la_code having count(*) > 1)
order by coverage.authority, coverage.ordinal
