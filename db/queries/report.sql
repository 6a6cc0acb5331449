select
    reviews.review_id,
    boards.name as board,
    reviews.board_id,
    reviews.authority,
    reviews.region,
    reviews.lscb_grade,
    judgements.page as lscb_grade_page,
    judgements.page_url as lscb_grade_page_url,
    judgements.stated,
    reviews.overall_grade,
    reviews.public_on,
    reviews.published_on,
    reviews.listed_on,
    reviews.inspected_from,
    reviews.inspected_to,
    reviews.lead_inspector,
    reviews.layout,
    reviews.pages,
    reviews.first_page,
    reviews.last_page,
    reviews.url,
    reviews.page_url,
    reviews.is_withdrawn,
    units.is_counted,
    units.unit_id,
    units.superseded_on,
    units.is_agreed,
    (
        select count(*) from paragraphs
        where paragraphs.review_id = reviews.review_id
    ) as paragraphs,
    balance.statements,
    balance.strengths,
    balance.weaknesses,
    balance.mixed,
    balance.neutral,
    reviews.sha256,
    reviews.extractor_version
from reviews
inner join boards on reviews.board_id = boards.board_id
inner join review_units as units on reviews.review_id = units.review_id
inner join review_polarity as balance on reviews.review_id = balance.review_id
left join judgements on reviews.review_id = judgements.review_id and judgements.area = 'lscb'
where reviews.review_id = coalesce(nullif(:review, ''), (select defaults.review_id from defaults))
order by reviews.review_id
