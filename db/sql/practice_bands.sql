-- Grain: a practice, where there are boards in the group and in the rest. Key: practice_id.
-- How far the place of each practice is to be trusted: db/short_list.py draws the boards again, by a die of a fixed
-- seed. The group is good and outstanding boards, each with its latest review.
create table practice_bands as
with gathered as (
    select
        to_json(
            list(
                {
                    'board': units.review_id,
                    'in_group': reviews.lscb_grade in ('outstanding', 'good'),
                    'credited': cast(credits.ways as json)
                }
                order by units.review_id
            )
        ) as boards
    from review_units as units
    inner join reviews on units.review_id = reviews.review_id
    inner join review_credits as credits on units.review_id = credits.review_id
    where units.is_counted and units.superseded_on is null
),

named as (
    select to_json(list(practice_id order by label)) as practices from practices
),

found as (
    select unnest(cast(cast(short_list_bands(gathered.boards, named.practices) as json) as json[])) as item
    from gathered
    cross join named
)

select
    item ->> '$.practice_id' as practice_id,
    cast(item ->> '$.rank' as integer) as rank,
    cast(item ->> '$.rank_low' as integer) as rank_low,
    cast(item ->> '$.rank_high' as integer) as rank_high,
    cast(item ->> '$.thread_share' as double) as thread_share,
    cast(item ->> '$.listed_share' as double) as listed_share,
    item ->> '$.band' as band
from found
order by rank;
