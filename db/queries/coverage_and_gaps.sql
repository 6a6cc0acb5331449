select
    authority,
    region,
    published,
    lscb_grade,
    overall_grade,
    is_held,
    why_missing,
    source
from coverage
where
    :show = 'all'
    or is_held = (:show = 'held')
order by is_held, authority, ordinal
