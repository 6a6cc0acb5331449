select distinct
    'board' as of_a,
    boards.board_id as id,
    boards.name,
    '/boards/' || boards.board_id as path
from boards
inner join coverage on boards.board_id = coverage.board_id
union all
select
    'theme',
    theme_id,
    label,
    '/themes/' || theme_id
from themes
union all
select
    'practice',
    practice_id,
    label,
    '/practices/' || practice_id
from practices
union all
select
    'review',
    review_id,
    authority || ', ' || public_on,
    '/reviews/' || review_id
from reviews
order by of_a, id
