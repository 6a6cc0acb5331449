-- An inspection begins, ends and is then published. A report that prints a wrong date itself, or that the site lists
-- under one, carries a warning with the code `dates-disorder`, and is shown as printed.
select
    review_id,
    authority,
    inspected_from,
    inspected_to,
    published_on,
    listed_on
from reviews
where
    (
        inspected_from > inspected_to
        or inspected_to > published_on
        or inspected_to > listed_on
    )
    and review_id not in (
        select warned.review_id from warnings as warned
        where warned.code = 'dates-disorder'
    );
