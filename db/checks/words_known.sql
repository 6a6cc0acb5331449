-- Every category is one of the words that DESIGN.md and the data dictionary give.
select
    'documents' as table_name,
    file_id as key,
    status as value
from documents
where status is null or status not in ('review', 'not a review', 'out of scope', 'withdrawn', 'failed', 'unreadable')
union all
select
    'reviews',
    review_id,
    layout
from reviews
where layout is null or layout not in ('A', 'B', 'C', 'D')
union all
select
    'paragraphs',
    paragraph_id,
    section
from paragraphs
where section is null or section not in ('summary', 'strength', 'recommendation', 'finding')
union all
select
    'statements',
    statement_id,
    polarity
from statements
where polarity is null or polarity not in ('strength', 'weakness', 'mixed', 'neutral')
union all
select
    'authorities',
    la_code,
    status
from authorities
where status is null or status not in ('current', 'former', 'successor')
union all
select
    'authority_neighbours',
    la_code,
    edition
from authority_neighbours
where edition is null or edition not in ('current', 'before')
union all
select
    'boards',
    board_id,
    name_source
from boards
where name_source is null or name_source not in ('printed', 'descriptive');
