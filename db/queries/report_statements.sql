select
    sequence,
    text,
    polarity,
    told_by,
    cue,
    is_earlier,
    example,
    theme_ids,
    practice_ids,
    themes,
    practices,
    page,
    page_url,
    start,
    paragraph_id,
    statement_id
from quotations
where review_id = coalesce(nullif(:review, ''), (select defaults.review_id from defaults))
order by sequence
