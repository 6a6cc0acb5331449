-- Each authority that had a review is served by exactly one board, a successor by none; each board serves somebody.
select
    authorities.la_code as key,
    authorities.name,
    count(board_authorities.board_id) as boards
from authorities
left join board_authorities on authorities.la_code = board_authorities.la_code
group by authorities.la_code, authorities.name, authorities.status
having count(board_authorities.board_id) <> if(authorities.status = 'successor', 0, 1)
union all
select
    boards.board_id,
    boards.name,
    0
from boards
anti join board_authorities on boards.board_id = board_authorities.board_id
union all
select
    known_gaps.board_id,
    known_gaps.authority,
    0
from known_gaps
anti join board_authorities
    on known_gaps.la_code = board_authorities.la_code and known_gaps.board_id = board_authorities.board_id;
