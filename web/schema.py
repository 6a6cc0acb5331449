"""What the data are, for search engines of data sets: schema.org's `Dataset` as JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from db import downloads

# What stands for fictional data in place of the site's own description.
MADE_UP = "Fictional. Every authority, board, report and finding is made up, to show how the site works."
# Where the files are that `publish` makes beside the database; a copy of the data may lack them.
MADE = f"/data/{downloads.FOLDER}/"
# Each download: its name, its path on the site and its media type.
DOWNLOADS = (
    ("All tables as one SQLite database", "/lscb.db", "application/vnd.sqlite3"),
    ("All tables as one DuckDB database", MADE + downloads.DUCKDB, "application/octet-stream"),
    ("All tables as CSV", MADE + downloads.CSV, "application/zip"),
    ("Reviews as Parquet", MADE + "reviews.parquet", "application/vnd.apache.parquet"),
    ("Statements as Parquet", MADE + "statements.parquet", "application/vnd.apache.parquet"),
    ("Reviews as CSV", "/lscb/reviews.csv?_stream=on", "text/csv"),
    ("Reviews as JSON", "/lscb/reviews.json?_shape=objects", "application/json"),
    ("Statements as CSV", "/lscb/statements.csv?_stream=on", "text/csv"),
)


def dataset(
    site: Mapping[str, Any], build: Mapping[str, Any], absolute: Callable[[str], str], held: Collection[str]
) -> dict[str, Any]:
    """The data set of a site: `site` is the top of metadata.yml, `build` the row of that table.

    `absolute` makes an absolute address of a path; `held` are the names of the files under /data/downloads. Fictional
    data say so in their name and description, and claim neither place nor source.
    """
    made = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": build["title"],
        "description": " ".join(site["description"].split()),
        "url": absolute("/"),
        "identifier": f"sha256:{build['corpus_sha256']}",
        "license": site["license_url"],
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "creator": {"@type": "Organization", "name": site["title"], "url": absolute("/")},
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": absolute(path), "encodingFormat": kind}
            for name, path, kind in DOWNLOADS
            if not path.startswith(MADE) or path.removeprefix(MADE) in held
        ],
    }
    if build["is_fictional"]:
        return made | {"name": f"{build['title']} (fictional)", "description": MADE_UP}
    return made | {
        "temporalCoverage": site["temporal_coverage"],
        "spatialCoverage": {"@type": "Place", "name": site["spatial_coverage"]},
        "isBasedOn": {"@type": "CreativeWork", "name": site["source"], "url": site["source_url"]},
        "creditText": site["attribution"],
    }
