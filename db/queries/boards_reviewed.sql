with chosen as (
    select
        nullif(:grade, '') as grade,
        nullif(:region, '') as region,
        -- the words as a JSON array; apostrophes count as the same however they are typed
        '[' || replace(json_quote(replace(lower(:name), '’', '''')), ' ', '","') || ']' as words,
        replace(coalesce(nullif(:sort, ''), 'name'), '-reversed', '') as sort,
        coalesce(:sort, '') like '%-reversed' as is_reversed
),

-- The latest review of each board as at the date.
counted as (
    select *
    from counted_reviews
    where coalesce(nullif(:as_at, ''), '9999-12-31') between public_on and holds_until
),

served as (
    select
        board_id,
        group_concat(name, '; ') as areas,
        min(region) as region
    from (
        select
            board_authorities.board_id,
            authorities.name,
            authorities.region
        from board_authorities
        inner join authorities on board_authorities.la_code = authorities.la_code
        order by board_authorities.board_id, authorities.name
    ) as ordered
    group by board_id
),

missing as (
    select
        board_id,
        sum(reviews) as reviews,
        group_concat(why_missing, '; ') as why_missing
    from (
        select
            board_id,
            why_missing,
            count(*) as reviews
        from coverage
        where not is_held
        group by board_id, why_missing
    ) as reasons
    group by board_id
),

-- Grades of boards that no report held here gives, as others report them.
elsewhere as (
    select
        board_id,
        lscb_grade,
        source,
        max(published) as published
    from coverage
    where not is_held and lscb_grade is not null
    group by board_id
),

firsts as (
    select board_id, min(public_on) as public_on from review_units
    group by board_id
),

listed as (
    select
        boards.board_id,
        boards.name as board,
        served.areas,
        served.region,
        case
            when counted.review_id is not null then 'reviewed'
            when firsts.public_on is not null then 'reviewed later'
            else 'not held'
        end as state,
        counted.lscb_grade,
        counted.lscb_grade_rank,
        counted.public_on,
        counted.authority,
        counted.overall_grade,
        counted.overall_grade_rank,
        balance.strengths,
        balance.weaknesses,
        balance.mixed,
        balance.neutral,
        balance.strength_share,
        counted.review_id,
        counted.first_page as page,
        counted.page_url,
        counted.is_agreed,
        firsts.public_on as first_public_on,
        coalesce(missing.reviews, 0) as reviews_missing,
        missing.why_missing,
        elsewhere.lscb_grade as lscb_grade_elsewhere,
        elsewhere.published as published_elsewhere,
        elsewhere.source as source_elsewhere
    from boards
    left join served on boards.board_id = served.board_id
    left join counted on boards.board_id = counted.board_id
    left join review_polarity as balance on counted.review_id = balance.review_id
    left join missing on boards.board_id = missing.board_id
    left join elsewhere on boards.board_id = elsewhere.board_id
    left join firsts on boards.board_id = firsts.board_id
),

sorting as (
    select
        listed.board_id,
        case chosen.sort
            when 'region' then listed.region
            when 'lscb_grade' then listed.lscb_grade_rank
            when 'date' then -julianday(listed.public_on)
            when 'overall_grade' then listed.overall_grade_rank
            when 'balance' then -listed.strength_share
            else lower(listed.board)
        end as value
    from listed
    cross join chosen
)

select listed.*
from listed
inner join sorting on listed.board_id = sorting.board_id
cross join chosen
where
    (chosen.grade is null or listed.lscb_grade = chosen.grade)
    and (
        chosen.region is null
        or chosen.region in (
            select authorities.region
            from board_authorities
            inner join authorities on board_authorities.la_code = authorities.la_code
            where board_authorities.board_id = listed.board_id
        )
    )
    and not exists (
        select 1
        from json_each(chosen.words) as word
        where instr(replace(lower(listed.board || ' ' || listed.areas), '’', ''''), word.value) = 0
    )
order by
    sorting.value is null,
    case when not chosen.is_reversed then sorting.value end,
    case when chosen.is_reversed then sorting.value end desc,
    lower(listed.board),
    listed.board_id
