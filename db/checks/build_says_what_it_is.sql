-- One build, with a notice if it describes a fictional world.
select
    title,
    is_fictional,
    notice
from build
where is_fictional and coalesce(notice, '') = '';
