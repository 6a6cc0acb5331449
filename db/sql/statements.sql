-- Grain: a sentence, bullet or recommendation of the LSCB part. Key: statement_id.
-- position counts from 1 within the paragraph, sequence from 1 within the review; start counts the characters of the
-- paragraph's text before it. repeats_grade marks the sentence that stands under the part's title in every report and
-- says the grade again: counted with what inspectors found, it would make each board look as it was graded.
create table statements as
with items as (
    select
        file_id as review_id,
        unnest(cast(record -> '$.statements' as json[])) as item,
        generate_subscripts(cast(record -> '$.statements' as json[]), 1) as sequence
    from records
    where outcome = 'review'
),

read as (
    select
        item ->> '$.statement_id' as statement_id,
        item ->> '$.paragraph_id' as paragraph_id,
        review_id,
        cast(sequence as integer) as sequence,
        cast(item ->> '$.position' as integer) as position,
        cast(item ->> '$.start' as integer) as start,
        cast(item ->> '$.page' as integer) as page,
        cast(item ->> '$.x0' as double) as x0,
        cast(item ->> '$.top' as double) as top,
        cast(item ->> '$.x1' as double) as x1,
        cast(item ->> '$.bottom' as double) as bottom,
        item ->> '$.text' as text,
        item ->> '$.polarity' as polarity,
        nullif(item ->> '$.cue', '') as cue,
        cast(item ->> '$.repeats_grade' as boolean) as repeats_grade
    from items
)

select
    read.*,
    page_link(reviews.url, read.page) as page_url
from read
left join reviews on read.review_id = reviews.review_id
order by read.review_id, read.sequence;
