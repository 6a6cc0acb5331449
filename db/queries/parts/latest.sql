-- Each board once: its latest review as at the date, in the region.
counted as (
    select
        review_id,
        board_id,
        lscb_grade
    from counted_reviews
    where
        coalesce(nullif(:as_at, ''), '9999-12-31') between public_on and holds_until
        and :region in ('', region)
)
