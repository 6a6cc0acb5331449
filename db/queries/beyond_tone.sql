with
{{ counted }},

topics as (
    select
        theme_id as topic_id,
        label
    from themes
    where :kind in ('', 'themes')
    union all
    select
        practice_id as topic_id,
        label
    from practices
    where :kind = 'practices'
),

counts as (
    select
        review_id,
        theme_id as topic_id,
        sections,
        strengths,
        weaknesses,
        of_strengths,
        of_weaknesses
    from review_theme_counts
    where :kind in ('', 'themes')
    union all
    select
        review_id,
        practice_id as topic_id,
        sections,
        strengths,
        weaknesses,
        of_strengths,
        of_weaknesses
    from review_practice_counts
    where :kind = 'practices'
),

-- A review is a stratum: praise and criticism of the topic, and of everything else in it. One that neither praises nor
-- criticises the topic adds nothing.
gathered as (
    select
        counts.topic_id,
        counted.in_group,
        count(*) as reviews,
        sum(counts.strengths) as praise,
        sum(counts.weaknesses) as criticism,
        json_group_array(
            json_array(
                counts.strengths,
                counts.weaknesses,
                counts.of_strengths - counts.strengths,
                counts.of_weaknesses - counts.weaknesses
            )
        ) as strata
    from counted
    inner join counts on counted.review_id = counts.review_id
    where
        counts.sections = coalesce(nullif(:sections, ''), 'findings')
        and counts.strengths + counts.weaknesses > 0
    group by counts.topic_id, counted.in_group
),

sides as (
    select
        topics.topic_id,
        topics.label as topic,
        coalesce(of_group.reviews, 0) as group_reviews,
        coalesce(of_group.praise, 0) as group_praise,
        coalesce(of_group.criticism, 0) as group_criticism,
        of_group.strata as group_strata,
        coalesce(of_rest.reviews, 0) as rest_reviews,
        coalesce(of_rest.praise, 0) as rest_praise,
        coalesce(of_rest.criticism, 0) as rest_criticism,
        of_rest.strata as rest_strata,
        mh_ratio_p(of_group.strata, of_rest.strata) as p
    from topics
    left join gathered as of_group on topics.topic_id = of_group.topic_id and of_group.in_group
    left join gathered as of_rest on topics.topic_id = of_rest.topic_id and not of_rest.in_group
),

together as (
    select json_group_array(p) as all_p from sides
)

select
    sides.topic_id,
    sides.topic,
    coalesce(nullif(:kind, ''), 'themes') as kind,
    coalesce(nullif(:sections, ''), 'findings') as sections,
    sides.group_reviews,
    sides.group_praise,
    sides.group_criticism,
    mh_odds(sides.group_strata) as group_odds,
    mh_low(sides.group_strata) as group_low,
    mh_high(sides.group_strata) as group_high,
    sides.rest_reviews,
    sides.rest_praise,
    sides.rest_criticism,
    mh_odds(sides.rest_strata) as rest_odds,
    mh_low(sides.rest_strata) as rest_low,
    mh_high(sides.rest_strata) as rest_high,
    mh_ratio(sides.group_strata, sides.rest_strata) as ratio,
    mh_ratio_low(sides.group_strata, sides.rest_strata) as ratio_low,
    mh_ratio_high(sides.group_strata, sides.rest_strata) as ratio_high,
    sides.p,
    bh_q(sides.p, together.all_p) as q
from sides
cross join together
order by mh_ratio(sides.group_strata, sides.rest_strata) desc, sides.topic asc
