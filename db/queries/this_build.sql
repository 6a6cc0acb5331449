select
    title,
    is_fictional,
    notice,
    reviews_expected,
    reviews_held,
    documents_listed,
    extractor_version,
    newest_review_on,
    corpus_sha256
from build
