-- A coding names ids that there are; `earlier` is of criticism, `example` of praise that tells a practice.
with every as (
    select
        'codings' as table_name,
        review_id,
        digest,
        polarity,
        themes,
        practices,
        earlier,
        example
    from codings
    union all
    select
        'corrections',
        review_id,
        digest,
        polarity,
        themes,
        practices,
        earlier,
        example
    from corrections
)

select
    every.table_name,
    every.review_id,
    every.digest,
    'its classes do not go together, or an id is not known' as problem
from every
where
    coalesce(every.polarity not in ('strength', 'weakness', 'mixed', 'neutral'), true)
    or coalesce(every.earlier not in (0, 1), true)
    or coalesce(every.example not in (0, 1, 2), true)
    or (every.earlier = 1 and every.polarity not in ('weakness', 'mixed'))
    or (every.example > 0 and (every.polarity <> 'strength' or every.practices = ''))
    or (
        every.themes <> ''
        and not list_has_all((select list(themes.theme_id) from themes), string_split(every.themes, ' '))
    )
    or (
        every.practices <> ''
        and not list_has_all((select list(practices.practice_id) from practices), string_split(every.practices, ' '))
    );
