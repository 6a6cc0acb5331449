-- Every row that names a row of another table names one that is there.
with refs as (
    select 'authority_neighbours' as table_name, la_code as key, 'authorities' as names, la_code as value
    from authority_neighbours
    union all
    select 'authority_neighbours', la_code, 'authorities', neighbour_code from authority_neighbours
    union all
    select 'board_authorities', board_id, 'boards', board_id from board_authorities
    union all
    select 'board_authorities', board_id, 'authorities', la_code from board_authorities
    union all
    select 'known_gaps', authority, 'authorities', la_code from known_gaps
    union all
    select 'known_gaps', authority, 'boards', board_id from known_gaps
    union all
    select 'documents', file_id, 'authorities', la_code from documents
    where la_code is not null
    union all
    select 'reviews', review_id, 'documents', review_id from reviews
    union all
    select 'judgements', review_id, 'reviews', review_id from judgements
    union all
    select 'judgements', review_id, 'areas', area from judgements
    union all
    select 'judgements', review_id, 'grades', grade from judgements
    union all
    select 'paragraphs', paragraph_id, 'reviews', review_id from paragraphs
    union all
    select 'paragraph_pages', paragraph_id, 'paragraphs', paragraph_id from paragraph_pages
    union all
    select 'statements', statement_id, 'paragraphs', paragraph_id from statements
    union all
    select 'statements', statement_id, 'reviews', review_id from statements
    union all
    select 'statement_themes', statement_id, 'statements', statement_id from statement_themes
    union all
    select 'statement_themes', statement_id, 'themes', theme_id from statement_themes
    union all
    select 'warnings', review_id, 'reviews', review_id from warnings
),

known as (
    select 'authorities' as names, la_code as value from authorities
    union all
    select 'boards', board_id from boards
    union all
    select 'documents', file_id from documents
    union all
    select 'reviews', review_id from reviews
    union all
    select 'areas', area from areas
    union all
    select 'grades', grade from grades
    union all
    select 'paragraphs', paragraph_id from paragraphs
    union all
    select 'themes', theme_id from themes
    union all
    select 'statements', statement_id from statements
)

select
    refs.table_name,
    refs.key,
    refs.names,
    refs.value
from refs
anti join known on refs.names = known.names and refs.value = known.value;
