-- A paragraph says something, in words as a reader would type them: one space between words and none at the ends.
select
    paragraph_id,
    section,
    page,
    left(text, 60) as begins
from paragraphs
where
    coalesce(trim(text), '') = ''
    or text <> trim(text)
    or regexp_matches(text, '\s\s|[\n\t\x{00AD}\x{FFFD}\x{FFFE}]');
