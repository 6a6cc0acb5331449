select
    statements.text,
    statements.polarity,
    boards.name as board,
    reviews.public_on,
    statements.page,
    statements.page_url,
    (
        select group_concat(label, '; ')
        from (
            select themes.label
            from statement_themes
            inner join themes on statement_themes.theme_id = themes.theme_id
            where statement_themes.statement_id = statements.statement_id
            order by themes.position
        )
    ) as themes,
    (
        select group_concat(theme_id, ' ')
        from (
            select themes.theme_id
            from statement_themes
            inner join themes on statement_themes.theme_id = themes.theme_id
            where statement_themes.statement_id = statements.statement_id
            order by themes.position
        )
    ) as theme_ids,
    paragraphs.section,
    paragraphs.heading,
    paragraphs.number,
    statements.cue,
    reviews.lscb_grade,
    reviews.authority,
    statements.statement_id,
    statements.sequence,
    statements.review_id
from review_units as units
inner join boards on units.board_id = boards.board_id
inner join reviews on units.review_id = reviews.review_id
inner join statements on units.review_id = statements.review_id
inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
where
    units.board_id = :board
    and units.is_counted
    and units.public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
    and (units.superseded_on is null or units.superseded_on > coalesce(nullif(:as_at, ''), '9999-12-31'))
    and not statements.repeats_grade
    and (coalesce(:polarity, '') = '' or statements.polarity = :polarity)
    and (
        coalesce(:theme, '') = ''
        or exists (
            select 1
            from statement_themes
            where
                statement_themes.statement_id = statements.statement_id
                and statement_themes.theme_id = :theme
        )
    )
order by statements.sequence
