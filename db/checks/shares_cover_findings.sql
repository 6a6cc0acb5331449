-- A finding's shares start with its own page at its first character, and go on in order inside its text.
with shares as (
    select
        findings.finding_id,
        findings.page as first_page,
        length(findings.text) as characters,
        finding_shares.share,
        finding_shares.page,
        finding_shares.start,
        lag(finding_shares.page) over of_finding as page_before,
        lag(finding_shares.start) over of_finding as start_before
    from findings
    left join finding_shares on findings.finding_id = finding_shares.finding_id
    window of_finding as (partition by findings.finding_id order by finding_shares.share)
)

select
    finding_id,
    share,
    page,
    start
from shares
where
    share is null
    or (share = 1 and (page <> first_page or start <> 0))
    or (share > 1 and (page <= page_before or start <= start_before or start >= characters));
