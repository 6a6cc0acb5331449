-- A statement's words stand in its finding where it says they do, and on a page of that finding; every finding has one.
select
    statements.statement_id as key,
    statements.page,
    left(statements.text, 60) as begins,
    'is not in its finding at character ' || statements.start as problem
from statements
inner join findings on statements.finding_id = findings.finding_id
where substr(findings.text, statements.start + 1, length(statements.text)) <> statements.text
union all
select
    statements.statement_id,
    statements.page,
    left(statements.text, 60),
    'is on no page of its finding'
from statements
anti join finding_shares on statements.finding_id = finding_shares.finding_id and statements.page = finding_shares.page
union all
select
    findings.finding_id,
    findings.page,
    left(findings.text, 60),
    'has no statement'
from findings
anti join statements on findings.finding_id = statements.finding_id;
