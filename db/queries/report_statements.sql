select
    sequence,
    text,
    polarity,
    cue,
    theme_ids,
    themes,
    page,
    page_url,
    start,
    paragraph_id,
    statement_id
from quotations
where review_id = coalesce(nullif(:review, ''), (select defaults.review_id from defaults))
order by sequence
