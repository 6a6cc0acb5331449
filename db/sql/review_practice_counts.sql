-- Grain: a practice that some sections of a review tell. Key: review_id, practice_id, sections.
-- Like review_practices, in each way of taking the sections together (counted_statements), with all the praise and
-- criticism of the review in the same sections beside it: live analysis adds these rows up and reads no statement.
-- shows is the outcome in the default way of counting (net).
create table review_practice_counts as
with balance as (
    select
        review_id,
        sections,
        cast(count(*) filter (where polarity = 'strength') as integer) as of_strengths,
        cast(count(*) filter (where polarity = 'weakness') as integer) as of_weaknesses
    from counted_statements
    where not is_earlier
    group by review_id, sections
),

told as (
    select
        counted.review_id,
        shown.practice_id,
        cast(count(*) filter (where counted.polarity = 'strength') as integer) as strengths,
        cast(
            count(*) filter (where counted.polarity = 'weakness' and not counted.is_earlier) as integer
        ) as weaknesses,
        cast(count(*) filter (where counted.polarity = 'mixed' and not counted.is_earlier) as integer) as mixed,
        cast(count(*) filter (where counted.polarity = 'neutral') as integer) as neutral,
        cast(count(*) filter (where counted.is_earlier) as integer) as earlier,
        cast(count(*) as integer) as statements,
        counted.sections
    from counted_statements as counted
    inner join statement_practices as shown on counted.statement_id = shown.statement_id
    group by counted.review_id, shown.practice_id, counted.sections
)

select
    told.*,
    coalesce(balance.of_strengths, 0) as of_strengths,
    coalesce(balance.of_weaknesses, 0) as of_weaknesses,
    case
        when told.strengths > told.weaknesses then 'credited'
        when told.strengths < told.weaknesses then 'faulted'
        else 'even'
    end as shows
from told
left join balance on told.review_id = balance.review_id and told.sections = balance.sections
order by told.review_id, told.practice_id, told.sections;
