-- Grain: a sentence, bullet or recommendation of the LSCB part. Key: statement_id.
-- polarity is that of its coding if its words were read (told_by = 'reading'), else that of the rules, whose own
-- stands beside it with the words that decided (cue). No rule guesses is_earlier and example.
-- position counts from 1 within the paragraph, sequence from 1 within the review; start counts the characters of the
-- paragraph's text before it. repeats_grade marks the sentence that stands under the part's title in every report and
-- repeats the grade: counted with what inspectors found, it would make each board look as it was graded.
create table statements as
with read as (
    select
        item ->> '$.statement_id' as statement_id,
        item ->> '$.paragraph_id' as paragraph_id,
        review_id,
        cast(position as integer) as sequence,
        cast(item ->> '$.position' as integer) as position,
        cast(item ->> '$.start' as integer) as start,
        cast(item ->> '$.page' as integer) as page,
        cast(item ->> '$.x0' as double) as x0,
        cast(item ->> '$.top' as double) as top,
        cast(item ->> '$.x1' as double) as x1,
        cast(item ->> '$.bottom' as double) as bottom,
        item ->> '$.text' as text,
        item ->> '$.digest' as digest,
        item ->> '$.polarity' as rules_polarity,
        nullif(item ->> '$.cue', '') as cue,
        cast(item ->> '$.repeats_grade' as boolean) as repeats_grade
    from record_items('statements')
)

select
    read.statement_id,
    read.paragraph_id,
    read.review_id,
    read.sequence,
    read.position,
    read.start,
    read.page,
    read.x0,
    read.top,
    read.x1,
    read.bottom,
    read.text,
    coalesce(statement_codings.polarity, read.rules_polarity) as polarity,
    if(statement_codings.statement_id is null, 'rules', 'reading') as told_by,
    read.rules_polarity,
    read.cue,
    coalesce(statement_codings.is_earlier, false) as is_earlier,
    coalesce(statement_codings.example, 0) as example,
    read.repeats_grade,
    read.digest,
    page_link(reviews.url, read.page) as page_url
from read
left join statement_codings on read.statement_id = statement_codings.statement_id
left join reviews on read.review_id = reviews.review_id
order by read.review_id, read.sequence;
