-- Grain: a review that counts: for each unit of review_units, the one report that stands for it. Key: review_id.
-- A board's review as at a date is the row with the date between public_on and holds_until; at most one is.
create view counted_reviews as
select
    units.review_id,
    units.board_id,
    boards.name as board,
    reviews.authority,
    reviews.region,
    reviews.lscb_grade,
    reviews.lscb_grade_rank,
    reviews.overall_grade,
    reviews.overall_grade_rank,
    units.public_on,
    units.holds_until,
    units.is_agreed,
    reviews.first_page,
    reviews.page_url
from review_units as units
inner join reviews on units.review_id = reviews.review_id
inner join boards on units.board_id = boards.board_id
where units.is_counted;
