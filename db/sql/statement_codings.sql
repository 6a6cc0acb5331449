-- Grain: a statement that was read. Key: statement_id.
-- The coding of its words in its review: that of a person if there is one, else that of the reading.
create table statement_codings as
with worded as (
    select
        review_id,
        item ->> '$.statement_id' as statement_id,
        item ->> '$.digest' as digest
    from record_items('statements')
),

standing as (
    select
        review_id,
        digest,
        polarity,
        themes,
        practices,
        earlier,
        example
    from corrections
    union all
    select
        codings.review_id,
        codings.digest,
        codings.polarity,
        codings.themes,
        codings.practices,
        codings.earlier,
        codings.example
    from codings
    anti join corrections on codings.review_id = corrections.review_id and codings.digest = corrections.digest
)

select
    worded.statement_id,
    standing.polarity,
    standing.themes,
    standing.practices,
    standing.earlier = 1 as is_earlier,
    standing.example
from worded
inner join standing on worded.review_id = standing.review_id and worded.digest = standing.digest
order by worded.statement_id;
