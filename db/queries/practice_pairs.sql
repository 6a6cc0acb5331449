with
{{ latest }},

credited as (
    select
        counted.review_id,
        told.practice_id
    from counted
    inner join review_practice_counts as told on counted.review_id = told.review_id
    where
        told.sections = coalesce(nullif(:sections, ''), 'findings')
        and told.shows = 'credited'
),

chosen as (
    select coalesce(nullif(:practice, ''), (select defaults.practice_id from defaults)) as practice_id
),

-- Whether each board is credited with the one and with the other.
paired as (
    select
        counted.lscb_grade,
        listed.practice_id,
        of_one.review_id is not null as has_one,
        of_other.review_id is not null as has_other
    from counted
    cross join chosen
    inner join practices as listed on chosen.practice_id <> listed.practice_id
    left join credited as of_one on counted.review_id = of_one.review_id and chosen.practice_id = of_one.practice_id
    left join credited as of_other
        on counted.review_id = of_other.review_id and listed.practice_id = of_other.practice_id
),

-- A grade is a stratum, so that what good boards have in general does not count as going together.
of_grade as (
    select
        practice_id,
        lscb_grade,
        sum(has_one and has_other) as both,
        sum(has_one and not has_other) as one_alone,
        sum(not has_one and has_other) as other_alone,
        sum(not has_one and not has_other) as neither
    from paired
    group by practice_id, lscb_grade
),

gathered as (
    select
        practice_id,
        sum(both) as both,
        sum(both + one_alone) as with_one,
        sum(other_alone) as other_alone,
        sum(other_alone + neither) as without_one,
        json_group_array(json_array(both, one_alone, other_alone, neither)) as strata
    from of_grade
    group by practice_id
),

tested as (
    select
        *,
        mh_p(strata) as p
    from gathered
),

together as (
    select json_group_array(p) as all_p from tested
)

select
    tested.practice_id,
    practices.label as practice,
    tested.both,
    tested.with_one,
    tested.other_alone,
    tested.without_one,
    mh_odds(tested.strata) as odds_ratio,
    mh_low(tested.strata) as odds_low,
    mh_high(tested.strata) as odds_high,
    tested.p,
    bh_q(tested.p, together.all_p) as q
from tested
inner join practices on tested.practice_id = practices.practice_id
cross join together
order by tested.p is null asc, tested.p asc, practices.label asc
