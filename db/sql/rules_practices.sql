-- Grain: a practice that the rules see in a statement, whether or not it was read. Key: statement_id, practice_id.
-- rank is 1 for the first that the words show; phrase holds those words.
create table rules_practices as
with seen as (
    select
        item ->> '$.statement_id' as statement_id,
        unnest(cast(item -> '$.practices' as json[])) as practice,
        generate_subscripts(cast(item -> '$.practices' as json[]), 1) as rank
    from record_items('statements')
)

select
    statement_id,
    practice ->> '$.practice_id' as practice_id,
    cast(rank as integer) as rank,
    practice ->> '$.phrase' as phrase
from seen
order by statement_id, practice_id;
