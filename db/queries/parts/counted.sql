-- Each board once: its latest review as at the date, and whether it is in the group.
counted as (
    select
        review_id,
        board_id,
        board,
        region,
        lscb_grade,
        lscb_grade_rank,
        public_on,
        instr(
            ',' || replace(coalesce(nullif(:grades, ''), 'outstanding,good'), ', ', ',') || ',',
            ',' || lscb_grade || ','
        ) > 0 as in_group
    from counted_reviews
    where
        min(coalesce(nullif(:as_at, ''), '9999-12-31'), coalesce(nullif(:to, ''), '9999-12-31'))
        between public_on and holds_until
        and public_on >= :from
        and :region in ('', region)
)
