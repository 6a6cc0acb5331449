with
{{ counted }},

sizes as (
    select
        count(*) filter (where in_group) as group_n,
        count(*) filter (where not in_group) as rest_n
    from counted
),

-- The three ways of counting praise and criticism; with findings alone and with all sections they are six.
ways as (
    select 'net' as way
    union all
    select 'any' as way
    union all
    select 'only' as way
),

taken as (
    select 'findings' as sections
    union all
    select 'all' as sections
),

-- A review that does not raise it has no row here: it is neither credited nor faulted, whichever way is asked.
told as (
    select
        counts.{{ topic }}_id as topic_id,
        counts.sections,
        ways.way,
        counted.in_group,
        case ways.way
            when 'net' then counts.strengths > counts.weaknesses
            when 'any' then counts.strengths > 0
            else counts.strengths > 0 and counts.weaknesses = 0
        end as is_praised,
        case ways.way
            when 'net' then counts.weaknesses > counts.strengths
            when 'any' then counts.weaknesses > 0
            else counts.weaknesses > 0 and counts.strengths = 0
        end as is_faulted
    from counted
    inner join review_{{ topic }}_counts as counts on counted.review_id = counts.review_id
    cross join ways
),

shown as (
    select
        *,
        case when :shows = '{{ faulted }}' then is_faulted else is_praised end as is_shown
    from told
),

added as (
    select
        topic_id,
        sections,
        way,
        sum(in_group and is_shown) as group_k,
        sum(in_group and is_faulted) as group_faulted,
        sum(in_group) as group_raised,
        sum(not in_group and is_shown) as rest_k,
        sum(not in_group and is_faulted) as rest_faulted,
        sum(not in_group) as rest_raised
    from shown
    group by topic_id, sections, way
),

tallied as (
    select
        topics.{{ topic }}_id as topic_id,
        taken.sections,
        ways.way,
        sizes.group_n,
        sizes.rest_n,
        coalesce(added.group_k, 0) as group_k,
        coalesce(added.group_faulted, 0) as group_faulted,
        sizes.group_n - coalesce(added.group_raised, 0) as group_not_raised,
        coalesce(added.rest_k, 0) as rest_k,
        coalesce(added.rest_faulted, 0) as rest_faulted,
        sizes.rest_n - coalesce(added.rest_raised, 0) as rest_not_raised
    from {{ topic }}s as topics
    cross join taken
    cross join ways
    cross join sizes
    left join added
        on topics.{{ topic }}_id = added.topic_id and taken.sections = added.sections and ways.way = added.way
),

tested as (
    select
        *,
        1.0 * group_k / nullif(group_n, 0) as group_share,
        1.0 * rest_k / nullif(rest_n, 0) as rest_share,
        fisher_p(group_k, group_n - group_k, rest_k, rest_n - rest_k) as p
    from tallied
),

-- Each way of counting is a family of tests of its own.
together as (
    select
        sections,
        way,
        json_group_array(p) as all_p
    from tested
    group by sections, way
),

judged as (
    select
        tested.*,
        bh_q(tested.p, together.all_p) as q
    from tested
    inner join together on tested.sections = together.sections and tested.way = together.way
),

held as (
    select
        topic_id,
        sum(q < 0.05) as ways_apart,
        sum(q < 0.05 and group_k * rest_n > rest_k * group_n) as ways_above
    from judged
    group by topic_id
),

found as (
    select
        judged.*,
        held.ways_apart,
        case
            when min(judged.group_n, judged.rest_n) < 5 then ''
            when 2 * judged.group_k >= judged.group_n and held.ways_above = 6 then 'common thread'
            -- A test that tells nothing apart says little of few: common ground asks for more reviews.
            when min(judged.group_n, judged.rest_n) < 10 then ''
            when
                2 * judged.group_k >= judged.group_n and 2 * judged.rest_k >= judged.rest_n and held.ways_apart = 0
                then 'common ground'
            else ''
        end as verdict
    from judged
    inner join held on judged.topic_id = held.topic_id
    where
        judged.way = coalesce(nullif(:way, ''), 'net')
        and judged.sections = coalesce(nullif(:sections, ''), 'findings')
)

select
    {{ topic_columns }},
    found.verdict,
    found.ways_apart,
    min(found.group_n, found.rest_n) < 5 as is_small,
    coalesce(nullif(:shows, ''), '{{ praised }}') as shows,
    found.way,
    found.sections,
    found.group_n,
    found.group_k,
    found.group_share,
    wilson_low(found.group_k, found.group_n) as group_low,
    wilson_high(found.group_k, found.group_n) as group_high,
    found.group_faulted,
    1.0 * found.group_faulted / nullif(found.group_n, 0) as group_faulted_share,
    found.group_not_raised,
    1.0 * found.group_not_raised / nullif(found.group_n, 0) as group_not_raised_share,
    found.rest_n,
    found.rest_k,
    found.rest_share,
    wilson_low(found.rest_k, found.rest_n) as rest_low,
    wilson_high(found.rest_k, found.rest_n) as rest_high,
    found.rest_faulted,
    1.0 * found.rest_faulted / nullif(found.rest_n, 0) as rest_faulted_share,
    found.rest_not_raised,
    1.0 * found.rest_not_raised / nullif(found.rest_n, 0) as rest_not_raised_share,
    100 * (found.group_share - found.rest_share) as difference_points,
    100 * newcombe_low(found.group_k, found.group_n, found.rest_k, found.rest_n) as difference_low,
    100 * newcombe_high(found.group_k, found.group_n, found.rest_k, found.rest_n) as difference_high,
    odds_ratio(found.group_k, found.group_n - found.group_k, found.rest_k, found.rest_n - found.rest_k) as odds_ratio,
    odds_low(found.group_k, found.group_n - found.group_k, found.rest_k, found.rest_n - found.rest_k) as odds_low,
    odds_high(found.group_k, found.group_n - found.group_k, found.rest_k, found.rest_n - found.rest_k) as odds_high,
    found.p,
    found.q
from found
inner join {{ topic }}s as topics on found.topic_id = topics.{{ topic }}_id
inner join themes on topics.theme_id = themes.theme_id
order by
    case found.verdict when 'common thread' then 1 when 'common ground' then 2 else 3 end,
    found.group_k * found.rest_n - found.rest_k * found.group_n desc,
    found.group_share desc,
    topics.label asc
