-- No two rows of a table have the same key, and no key is null.
with keys as (
    select 'documents' as table_name, file_id as key from documents
    union all
    select 'authorities', la_code from authorities
    union all
    select 'authorities (urn)', urn from authorities
    where urn is not null
    union all
    select 'authority_neighbours', concat_ws(' ', la_code, edition, rank) from authority_neighbours
    union all
    select 'boards', board_id from boards
    union all
    select 'board_authorities', concat_ws(' ', board_id, la_code) from board_authorities
    union all
    select 'known_gaps', concat_ws(' ', la_code, published) from known_gaps
    union all
    select 'published_counts', concat_ws(' ', as_at, area) from published_counts
    union all
    select 'grades', grade from grades
    union all
    select 'areas', area from areas
    union all
    select 'reviews', review_id from reviews
    union all
    select 'judgements', review_id || ' ' || area from judgements
    union all
    select 'paragraphs', paragraph_id from paragraphs
    union all
    select 'paragraph_pages', paragraph_id || ' ' || page from paragraph_pages
    union all
    select 'themes', theme_id from themes
    union all
    select 'statements', statement_id from statements
    union all
    select 'statement_themes', statement_id || ' ' || theme_id from statement_themes
    union all
    select 'review_themes', review_id || ' ' || theme_id from review_themes
    union all
    select 'review_polarity', review_id from review_polarity
    union all
    select 'warnings', review_id || ' ' || position from warnings
    union all
    select 'coverage', la_code || ' ' || ordinal from coverage
    union all
    select 'build', corpus_sha256 from build
    union all
    select 'records', file_id from records
    union all
    select 'listing', file_id || ' ' || coalesce(urn, '') from listing
)

select
    table_name,
    key,
    count(*) as times
from keys
group by table_name, key
having count(*) > 1 or key is null;
