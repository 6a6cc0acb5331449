-- Grain: a judgement area of the 2013 to 2017 framework. Key: area. position is the order of the reports.
create table areas as
select
    listed.area,
    listed.position,
    listed.label
from (
    values
    ('overall', 1, 'Overall effectiveness of the authority'),
    ('help_protection', 2, 'Children who need help and protection'),
    ('looked_after', 3, 'Children looked after and achieving permanence'),
    ('adoption', 4, 'Adoption performance'),
    ('care_leavers', 5, 'Experiences and progress of care leavers'),
    ('leadership', 6, 'Leadership, management and governance'),
    ('lscb', 7, 'Effectiveness of the Local Safeguarding Children Board')
) as listed (area, position, label)
order by listed.position;
