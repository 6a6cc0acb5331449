-- Those of the statement, then those that only the rules see.
with every as (
    select
        practice_id,
        told_by
    from statement_practices
    where statement_id = :statement
    union all
    select
        rules_practices.practice_id,
        null as told_by
    from rules_practices
    where
        rules_practices.statement_id = :statement
        and rules_practices.practice_id not in (
            select statement_practices.practice_id from statement_practices
            where statement_practices.statement_id = :statement
        )
)

select
    every.practice_id,
    practices.label as practice,
    every.told_by,
    rules_practices.phrase
from every
inner join practices on every.practice_id = practices.practice_id
left join rules_practices
    on every.practice_id = rules_practices.practice_id and rules_practices.statement_id = :statement
order by every.told_by is null, practices.position
