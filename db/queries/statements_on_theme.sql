select
    said.text,
    said.polarity,
    said.board,
    said.public_on,
    said.page_url,
    said.lscb_grade,
    said.cue,
    shown.phrase,
    said.page,
    said.statement_id
from statement_themes as shown
inner join quotations as said on shown.statement_id = said.statement_id
where
    shown.theme_id = coalesce(nullif(:theme, ''), (select defaults.theme_id from defaults))
    and :polarity in ('', said.polarity)
    and :grade in ('', said.lscb_grade)
order by said.public_on desc, said.review_id asc, said.sequence asc
