-- The authority printed on page 1 is the one under which the site lists the report. A sentence credited to the wrong
-- board is worse than a missing one.
select
    review_id,
    authority as listed_under,
    authority_printed as page_1_names,
    'another authority: withdraw the report, or add an alias to authority_aliases.csv if it is the same' as problem
from reviews
where printed_la_code <> la_code;
