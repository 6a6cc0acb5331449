select
    statement_id,
    text,
    polarity,
    told_by,
    cue,
    is_earlier,
    themes,
    practices,
    board,
    public_on,
    page,
    page_url,
    review_id
from quotations
where paragraph_id = :paragraph
order by position
