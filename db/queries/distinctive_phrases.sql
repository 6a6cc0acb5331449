with
{{ counted }},

tallied as (
    select
        review_ngrams.ngram_id,
        sum(case when counted.in_group then review_ngrams.n else 0 end) as group_k,
        sum(case when counted.in_group then 0 else review_ngrams.n end) as rest_k,
        count(*) filter (where counted.in_group) as group_reviews,
        count(*) filter (where not counted.in_group) as rest_reviews
    from review_ngrams
    inner join counted on review_ngrams.review_id = counted.review_id
    group by review_ngrams.ngram_id
),

totals as (
    select
        sum(group_k) as group_n,
        sum(rest_k) as rest_n
    from tallied
),

-- The prior: all reviews, whatever is chosen, weighing as much as one review of average length.
everyone as (
    select count(*) as reviews from counted_reviews
),

prior as (
    select
        1.0 * sum(ngrams.n) / everyone.reviews as n,
        1.0 * everyone.reviews as reviews
    from ngrams
    cross join everyone
),

weighed as (
    select
        ngrams.ngram,
        ngrams.words,
        ngrams.is_judging,
        tallied.*,
        totals.*,
        ngrams.n / prior.reviews as prior_k,
        prior.n as prior_n
    from tallied
    inner join ngrams on tallied.ngram_id = ngrams.ngram_id
    cross join totals
    cross join prior
),

-- Only those more usual in the group: the z of the others is below 0, and would take time.
scored as materialized (
    select
        *,
        log_odds_z(group_k, group_n, rest_k, rest_n, prior_k, prior_n) as z
    from weighed
    where
        not is_judging
        and (group_k + prior_k) * (rest_n + prior_n) > (rest_k + prior_k) * (group_n + prior_n)
)

select
    ngram,
    words,
    group_k,
    group_n,
    1000.0 * group_k / nullif(group_n, 0) as group_per_thousand,
    group_reviews,
    rest_k,
    rest_n,
    1000.0 * rest_k / nullif(rest_n, 0) as rest_per_thousand,
    rest_reviews,
    log_odds(group_k, group_n, rest_k, rest_n, prior_k, prior_n) as log_odds,
    z,
    '/lscb/ngram_statements?ngram=' || replace(ngram, ' ', '+')
    || coalesce('&grades=' || replace(nullif(:grades, ''), ' ', '+'), '')
    || coalesce('&as_at=' || nullif(:as_at, ''), '')
    || coalesce('&region=' || replace(replace(nullif(:region, ''), '&', '%26'), ' ', '+'), '')
    || coalesce('&from=' || nullif(:from, ''), '') || coalesce('&to=' || nullif(:to, ''), '') as statements_path
from scored
where z > 1.96
order by z desc, ngram asc
limit 100
