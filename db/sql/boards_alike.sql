-- Grain: one of the five boards nearest to a board by the balance of their themes. Key: board_id, rank (1 is nearest).
-- Each board stands with its latest review. The balance of a theme is (strengths − weaknesses) / (strengths +
-- weaknesses + 2), from −1 to 1: as if the report had said one more good thing and one more bad thing, so that a single
-- sentence weighs less than ten that agree; 0 where a theme is not raised. The distance of two boards is the root of
-- the mean squared difference of their balances over all themes: 0 where they are the same, 2 at most.
create table boards_alike as
with latest as (
    select
        board_id,
        review_id
    from review_units
    where is_counted and superseded_on is null
),

balances as (
    select
        latest.board_id,
        latest.review_id,
        shown.theme_id,
        shown.strengths + shown.weaknesses as evaluated,
        (shown.strengths - shown.weaknesses) / (shown.strengths + shown.weaknesses + 2) as balance
    from latest
    inner join review_theme_shows as shown on latest.review_id = shown.review_id
),

differences as (
    select
        one.board_id,
        one.review_id,
        other.board_id as alike_board_id,
        other.review_id as alike_review_id,
        one.theme_id,
        abs(one.balance - other.balance) as difference,
        one.evaluated + other.evaluated as evaluated,
        -- A theme can bring two boards together only where both reports judge it.
        one.evaluated > 0 and other.evaluated > 0 as is_in_both
    from balances as one
    inner join balances as other on one.theme_id = other.theme_id and one.board_id <> other.board_id
),

distances as (
    select
        board_id,
        review_id,
        alike_board_id,
        alike_review_id,
        sqrt(avg(difference * difference)) as distance
    from differences
    group by board_id, review_id, alike_board_id, alike_review_id
),

nearest as (
    select
        *,
        cast(
            row_number() over (partition by board_id order by round(distance, 12), alike_board_id) as integer
        ) as rank
    from distances
    qualify rank <= 5
),

-- The three themes on which the two are most alike, and the three on which they are most apart.
ranked as (
    select
        nearest.board_id,
        nearest.rank,
        differences.theme_id,
        differences.difference,
        differences.is_in_both,
        row_number() over (
            partition by nearest.board_id, nearest.rank
            order by
                not differences.is_in_both,
                round(differences.difference, 12),
                -differences.evaluated,
                differences.theme_id
        ) as alike_place,
        row_number() over (
            partition by nearest.board_id, nearest.rank
            order by -round(differences.difference, 12), -differences.evaluated, differences.theme_id
        ) as apart_place
    from nearest
    inner join differences
        on nearest.board_id = differences.board_id and nearest.alike_board_id = differences.alike_board_id
),

told as (
    select
        board_id,
        rank,
        string_agg(theme_id, ' ' order by apart_place) filter (
            where apart_place <= 3 and difference > 0
        ) as apart_themes,
        string_agg(theme_id, ' ' order by alike_place) filter (
            where alike_place <= 3 and is_in_both and apart_place > 3
        ) as alike_themes
    from ranked
    group by board_id, rank
)

select
    nearest.board_id,
    nearest.rank,
    nearest.alike_board_id,
    nearest.review_id,
    nearest.alike_review_id,
    nearest.distance,
    told.alike_themes,
    told.apart_themes
from nearest
inner join told on nearest.board_id = told.board_id and nearest.rank = told.rank
order by nearest.board_id, nearest.rank;
