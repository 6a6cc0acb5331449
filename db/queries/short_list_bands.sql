select
    bands.practice_id,
    practices.label as practice,
    bands.rank,
    bands.rank_low,
    bands.rank_high,
    bands.thread_share,
    bands.listed_share,
    bands.band
from practice_bands as bands
inner join practices on bands.practice_id = practices.practice_id
order by bands.rank
