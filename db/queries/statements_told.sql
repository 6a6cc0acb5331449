select
    count(*) as statements,
    count(*) filter (where told_by = 'reading') as by_reading,
    count(*) filter (where told_by = 'rules') as by_rules,
    (select count(*) from corrections) as corrected
from statements
