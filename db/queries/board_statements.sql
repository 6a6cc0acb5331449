select
    text,
    polarity,
    board,
    public_on,
    page_url,
    themes,
    lscb_grade,
    told_by,
    cue,
    page,
    statement_id
from quotations
where
    board_id = coalesce(nullif(:board, ''), (select defaults.board_id from defaults))
    and polarity = coalesce(nullif(:polarity, ''), 'strength')
order by public_on desc, review_id asc, sequence asc
