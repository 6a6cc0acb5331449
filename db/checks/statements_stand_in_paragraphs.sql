-- A statement's words stand in its paragraph where it says they do, on a page of that paragraph, and each paragraph has
-- a statement.
select
    statements.statement_id as key,
    statements.page,
    left(statements.text, 60) as begins,
    'is not in its paragraph at character ' || statements.start as problem
from statements
inner join paragraphs on statements.paragraph_id = paragraphs.paragraph_id
where substr(paragraphs.text, statements.start + 1, length(statements.text)) <> statements.text
union all
select
    statements.statement_id,
    statements.page,
    left(statements.text, 60),
    'is not on a page of its paragraph'
from statements
anti join paragraph_pages
    on statements.paragraph_id = paragraph_pages.paragraph_id and statements.page = paragraph_pages.page
union all
select
    paragraphs.paragraph_id,
    paragraphs.page,
    left(paragraphs.text, 60),
    'has no statement'
from paragraphs
anti join statements on paragraphs.paragraph_id = statements.paragraph_id;
