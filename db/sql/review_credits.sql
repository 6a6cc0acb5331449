-- Grain: a review. Key: review_id.
-- In which of the six ways of counting the review credits which practices, as a JSON object: a bit for each of net, any
-- and only, by the findings (1, 2, 4) and by all sections (8, 16, 32). The short list is found from these alone.
create table review_credits as
with told as (
    select
        review_id,
        practice_id,
        if(sections = 'findings', 1, 8) as first_bit,
        if(strengths > weaknesses, 1, 0) + if(strengths > 0, 2, 0) + if(strengths > 0 and weaknesses = 0, 4, 0) as ways
    from review_practice_counts
),

added as (
    select
        review_id,
        practice_id,
        cast(sum(first_bit * ways) as integer) as ways
    from told
    group by review_id, practice_id
    having sum(ways) > 0
)

select
    reviews.review_id,
    coalesce(
        cast(
            to_json(
                map_from_entries(
                    list(struct_pack(k := added.practice_id, v := added.ways) order by added.practice_id) filter (
                        where added.practice_id is not null
                    )
                )
            ) as varchar
        ),
        '{}'
    ) as ways
from reviews
left join added on reviews.review_id = added.review_id
group by reviews.review_id
order by reviews.review_id;
