select
    said.text,
    said.polarity,
    said.board,
    said.public_on,
    said.page_url,
    said.lscb_grade,
    said.told_by,
    said.cue,
    said.page,
    said.statement_id,
    said.themes,
    said.practices,
    said.paragraph_id,
    said.review_id,
    said.authority,
    highlight(statements_fts, 0, '⟦', '⟧') as marked,
    units.other_reports
from statements_fts
inner join statements on statements_fts.rowid = statements.rowid
inner join quotations as said on statements.statement_id = said.statement_id
inner join review_units as units on statements.review_id = units.review_id
where
    statements_fts match search_words(coalesce(:q, ''))
    and :polarity in ('', said.polarity)
    and (
        :theme = ''
        or said.statement_id in (
            select statement_themes.statement_id from statement_themes
            where statement_themes.theme_id = :theme
        )
    )
    and (
        :practice = ''
        or said.statement_id in (
            select statement_practices.statement_id from statement_practices
            where statement_practices.practice_id = :practice
        )
    )
    and :board in ('', said.board_id)
    and :grade in ('', said.lscb_grade)
    and :region in ('', said.region)
    and :year in ('', cast(said.year as text))
order by statements_fts.rank, said.statement_id
