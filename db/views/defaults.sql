-- Grain: one row: what a query is about if its address names nothing. Key: review_id.
-- The newest report, the first board by name that was reviewed, and a theme and a practice that most reports raise.
create view defaults as
select
    (
        select reviews.review_id
        from reviews
        order by reviews.public_on desc, reviews.review_id desc
        limit 1
    ) as review_id,
    (
        select boards.board_id
        from boards
        inner join reviews on boards.board_id = reviews.board_id
        order by boards.name
        limit 1
    ) as board_id,
    'partnership' as theme_id,
    'multi-agency-audits' as practice_id;
