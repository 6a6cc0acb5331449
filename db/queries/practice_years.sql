-- Every review that counts by the date stands in its own year, also those of boards reviewed again.
with counted as (
    select
        review_id,
        cast(substr(public_on, 1, 4) as integer) as year
    from counted_reviews
    where
        public_on <= coalesce(nullif(:as_at, ''), '9999-12-31')
        and :region in ('', region)
        and :grade in ('', lscb_grade)
),

years as (
    select
        year,
        count(*) as reviews
    from counted
    group by year
),

told as (
    select
        counts.practice_id,
        counted.year,
        case coalesce(nullif(:way, ''), 'net')
            when 'net' then counts.strengths > counts.weaknesses
            when 'any' then counts.strengths > 0
            else counts.strengths > 0 and counts.weaknesses = 0
        end as is_credited,
        case coalesce(nullif(:way, ''), 'net')
            when 'net' then counts.weaknesses > counts.strengths
            when 'any' then counts.weaknesses > 0
            else counts.weaknesses > 0 and counts.strengths = 0
        end as is_faulted
    from counted
    inner join review_practice_counts as counts on counted.review_id = counts.review_id
    where counts.sections = coalesce(nullif(:sections, ''), 'findings')
),

added as (
    select
        practice_id,
        year,
        sum(is_credited) as credited,
        sum(is_faulted) as faulted,
        count(*) as raised
    from told
    group by practice_id, year
),

tallied as (
    select
        practices.practice_id,
        practices.label as practice,
        practices.position,
        years.year,
        years.reviews,
        coalesce(added.credited, 0) as credited,
        coalesce(added.faulted, 0) as faulted,
        years.reviews - coalesce(added.raised, 0) as not_raised
    from practices
    cross join years
    left join added on practices.practice_id = added.practice_id and years.year = added.year
),

stepped as (
    select
        practice_id,
        json_group_array(json_array(year, credited, reviews)) as steps
    from tallied
    group by practice_id
),

tested as (
    select
        practice_id,
        trend_z(steps) as z,
        trend_p(steps) as p
    from stepped
),

together as (
    select json_group_array(p) as all_p from tested
)

select
    tallied.practice_id,
    tallied.practice,
    tallied.year,
    tallied.reviews,
    tallied.credited,
    1.0 * tallied.credited / tallied.reviews as share,
    wilson_low(tallied.credited, tallied.reviews) as low,
    wilson_high(tallied.credited, tallied.reviews) as high,
    tallied.faulted,
    tallied.not_raised,
    tested.z,
    tested.p,
    bh_q(tested.p, together.all_p) as q
from tallied
inner join tested on tallied.practice_id = tested.practice_id
cross join together
where :practice in ('', tallied.practice_id)
order by tallied.position, tallied.year
