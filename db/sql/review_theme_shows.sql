-- Grain: a theme in a review, raised there or not. Key: review_id, theme_id.
-- shows compares praise with criticism alone: a theme met only in mixed or neutral statements is even.
create table review_theme_shows as
with counted as (
    select
        reviews.review_id,
        themes.theme_id,
        coalesce(review_themes.strengths, 0) as strengths,
        coalesce(review_themes.weaknesses, 0) as weaknesses,
        coalesce(review_themes.mixed, 0) as mixed,
        coalesce(review_themes.neutral, 0) as neutral
    from reviews
    cross join themes
    left join review_themes
        on reviews.review_id = review_themes.review_id and themes.theme_id = review_themes.theme_id
)

select
    *,
    case
        when strengths > weaknesses then 'strength'
        when weaknesses > strengths then 'weakness'
        when strengths + weaknesses + mixed + neutral > 0 then 'even'
        else 'not raised'
    end as shows
from counted
order by review_id, theme_id;
