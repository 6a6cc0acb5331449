select
    said.text,
    said.polarity,
    said.board,
    said.public_on,
    said.page_url,
    said.lscb_grade,
    said.told_by,
    said.cue,
    -- What the rules went by explains only what rules classed.
    case when shown.told_by = 'rules' then seen.phrase end as phrase,
    said.page,
    said.statement_id
from statement_themes as shown
inner join quotations as said on shown.statement_id = said.statement_id
left join rules_themes as seen on shown.statement_id = seen.statement_id and shown.theme_id = seen.theme_id
where
    shown.theme_id = coalesce(nullif(:theme, ''), (select defaults.theme_id from defaults))
    and :polarity in ('', said.polarity)
    and :grade in ('', said.lscb_grade)
order by said.public_on desc, said.review_id asc, said.sequence asc
