with
{{ latest }}

select
    themes.theme_id,
    themes.label as theme,
    themes.covers,
    count(counted.review_id) as boards,
    count(*) filter (where shown.shows <> 'not raised') as raised,
    count(*) filter (where shown.shows = 'strength') as strength,
    count(*) filter (where shown.shows = 'weakness') as weakness,
    count(*) filter (where shown.shows = 'even') as even,
    count(*) filter (where shown.shows = 'not raised') as not_raised,
    1.0 * count(*) filter (where shown.shows = 'strength') / nullif(count(counted.review_id), 0)
        as strength_share,
    1.0 * count(*) filter (where shown.shows = 'weakness') / nullif(count(counted.review_id), 0)
        as weakness_share
from themes
left join counted on true
left join review_theme_shows as shown
    on counted.review_id = shown.review_id and themes.theme_id = shown.theme_id
group by themes.theme_id
order by themes.position
