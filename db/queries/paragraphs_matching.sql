select
    paragraphs.text,
    paragraphs.section,
    boards.name as board,
    reviews.public_on,
    paragraphs.page_url,
    reviews.lscb_grade,
    paragraphs.number,
    paragraphs.page,
    paragraphs.paragraph_id,
    paragraphs.heading,
    paragraphs.review_id,
    reviews.authority,
    highlight(paragraphs_fts, 0, '⟦', '⟧') as marked,
    units.other_reports
from paragraphs_fts
inner join paragraphs on paragraphs_fts.rowid = paragraphs.rowid
inner join reviews on paragraphs.review_id = reviews.review_id
inner join boards on reviews.board_id = boards.board_id
inner join review_units as units on reviews.review_id = units.review_id
where
    paragraphs_fts match search_words(coalesce(:q, ''))
    and :grade in ('', reviews.lscb_grade)
    and :section in ('', paragraphs.section)
    and :region in ('', reviews.region)
    and :year in ('', cast(reviews.year as text))
    and :board in ('', reviews.board_id)
    and (
        (:polarity = '' and :theme = '' and :practice = '')
        or exists (
            select 1 from statements
            where
                statements.paragraph_id = paragraphs.paragraph_id
                and :polarity in ('', statements.polarity)
                and (
                    :theme = ''
                    or statements.statement_id in (
                        select statement_themes.statement_id from statement_themes
                        where statement_themes.theme_id = :theme
                    )
                )
                and (
                    :practice = ''
                    or statements.statement_id in (
                        select statement_practices.statement_id from statement_practices
                        where statement_practices.practice_id = :practice
                    )
                )
        )
    )
order by paragraphs_fts.rank, paragraphs.paragraph_id
