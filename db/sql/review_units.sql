-- Grain: a report that reviews an LSCB. Key: review_id.
-- A unit is one review of one board. Reports of the same board whose inspections overlap in time are one unit: a joint
-- board is reviewed in the report of each of its authorities, which repeat each other. Its source, the one report
-- that counts, is the one public first, then the one with the lowest review_id; it stands for the others.
-- holds_until: the last day on which the unit is its board's latest, the end of time for one that no other follows, so
-- that the reviews as at a date are those with is_counted and the date between public_on and holds_until.
create table review_units as
with printed as (
    select
        review_id,
        board_id,
        lscb_grade,
        public_on,
        inspected_from,
        inspected_to,
        coalesce(inspected_from <= inspected_to and inspected_to <= public_on, false) as is_in_order
    from reviews
),

dated as (
    select
        review_id,
        board_id,
        lscb_grade,
        public_on,
        -- If a report prints no inspection dates, or impossible ones: the four months before it was public.
        if(is_in_order, inspected_from, public_on - 120) as inspected_from,
        if(is_in_order, inspected_to, public_on) as inspected_to
    from printed
),

-- A new unit begins where an inspection begins after all earlier ones of the board have ended.
begun as (
    select
        *,
        coalesce(inspected_from > max(inspected_to) over earlier, true) as begins_unit
    from dated
    window
        earlier as (
            partition by board_id order by inspected_from, review_id
            rows between unbounded preceding and 1 preceding
        )
),

numbered as (
    select
        *,
        sum(cast(begins_unit as integer)) over (partition by board_id order by inspected_from, review_id) as unit_number
    from begun
),

sourced as (
    select
        *,
        first(review_id) over of_unit as unit_id,
        first(public_on) over of_unit as unit_public_on,
        list(review_id) over of_unit as unit_reviews,
        coalesce(min(lscb_grade) over of_unit = max(lscb_grade) over of_unit, false) as is_agreed
    from numbered
    window
        of_unit as (
            partition by board_id, unit_number order by public_on, review_id
            rows between unbounded preceding and unbounded following
        )
),

told as (
    select
        *,
        cast(len(unit_reviews) as integer) as reports,
        array_to_string(list_filter(unit_reviews, lambda other: other <> review_id), ' ') as other_reports
    from sourced
),

-- The unit of the same board that became public next.
followed as (
    select
        unit_id,
        cast(row_number() over of_board as integer) as ordinal,
        lead(public_on) over of_board as superseded_on
    from sourced
    where review_id = unit_id
    window of_board as (partition by board_id order by public_on, review_id)
)

select
    told.review_id,
    told.board_id,
    told.unit_id,
    told.review_id = told.unit_id as is_counted,
    told.unit_public_on as public_on,
    coalesce(followed.superseded_on - 1, date '9999-12-31') as holds_until,
    followed.superseded_on,
    followed.ordinal,
    told.reports,
    told.is_agreed,
    nullif(told.other_reports, '') as other_reports
from told
inner join followed on told.unit_id = followed.unit_id
order by told.board_id, followed.ordinal, told.review_id <> told.unit_id, told.review_id;
