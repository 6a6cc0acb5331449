-- Grain: a quarter or a month of the calendar, until the newest review. Key: kind, period.
-- The first inspections under the framework began in November 2013.
create table periods as
with kinds as (
    select
        'quarter' as kind,
        date '2013-10-01' as first_on,
        interval 3 months as step
    union all
    select
        'month' as kind,
        date '2013-11-01' as first_on,
        interval 1 month as step
),

newest as (
    select max(public_on) as public_on from reviews
),

begun as (
    select
        kinds.kind,
        kinds.step,
        unnest(generate_series(kinds.first_on, greatest(kinds.first_on, newest.public_on), kinds.step)) as begins_at
    from kinds
    cross join newest
)

select
    kind,
    if(kind = 'month', strftime(begins_at, '%Y-%m'), format('{} Q{}', year(begins_at), quarter(begins_at))) as period,
    cast(begins_at as date) as begins_on,
    cast(begins_at + step - interval 1 day as date) as ends_on
from begun
order by kind, period;
