-- What may be chosen may be asked for: forms offer these values, and addresses may give no others.
with reviewed as (
    select distinct board_id
    from reviews
),

regions as (
    select distinct region
    from reviews
    where region is not null
),

years as (
    select distinct year
    from reviews
    where year is not null
)

select
    'grade' as kind,
    grade as value,
    label,
    rank as position
from grades
union all
select
    'section',
    listed.column1,
    listed.column1,
    listed.column2
from (values ('summary', 1), ('strength', 2), ('recommendation', 3), ('finding', 4)) as listed
union all
select
    'polarity',
    listed.column1,
    listed.column2,
    listed.column3
from
    (
        values
        ('strength', 'praise', 1),
        ('weakness', 'criticism', 2),
        ('mixed', 'praise and criticism', 3),
        ('neutral', 'plain fact', 4)
    ) as listed
union all
select
    'theme',
    theme_id,
    label,
    position
from themes
union all
select
    'practice',
    practice_id,
    label,
    position
from practices
union all
select
    'region',
    region,
    region,
    row_number() over (order by region)
from regions
union all
select
    'year',
    cast(year as text),
    cast(year as text),
    row_number() over (order by year)
from years
union all
-- Every board has a page, which says what is missing if no review of it is held.
select
    'board',
    boards.board_id,
    boards.name || iif(reviewed.board_id is null, ' (no review held)', ''),
    row_number() over (order by boards.name, boards.board_id)
from boards
left join reviewed on boards.board_id = reviewed.board_id
union all
select
    'review',
    reviews.review_id,
    boards.name || ', ' || coalesce(reviews.public_on, 'without a date') || ' (' || reviews.review_id || ')',
    row_number() over (order by boards.name, reviews.public_on, reviews.review_id)
from reviews
inner join boards on reviews.board_id = boards.board_id
order by kind, position
