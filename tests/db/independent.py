"""The thread table by another way: from exported rows with pandas and statsmodels, without our SQL or functions.

It reads only the published base tables (reviews, themes, statements, statement_themes).
"""

import datetime
import fractions
import math

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

TEXT = {"theme", "shows", "verdict"}
BASE = ("reviews", "themes", "statements", "statement_themes")


def exported(connection, folder) -> dict[str, pd.DataFrame]:
    """The base tables through CSV files, as somebody takes them away."""
    frames = {}
    for name in BASE:
        pd.read_sql(f"select * from {name}", connection).to_csv(folder / f"{name}.csv", index=False)
        frames[name] = pd.read_csv(folder / f"{name}.csv", dtype=str)
    return frames


def exact_fisher(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p of Fisher's exact test in whole numbers: of all tables with these margins, those no more likely."""

    def ways(first: int) -> int:
        return math.comb(a + b, first) * math.comb(c + d, a + c - first)

    possible = range(max(0, a - d), min(a + b, a + c) + 1)
    extreme = sum(ways(first) for first in possible if ways(first) <= ways(a))
    return float(fractions.Fraction(extreme, math.comb(a + b + c + d, a + c)))


def _inspection(review) -> tuple[datetime.date, datetime.date]:
    public = datetime.date.fromisoformat(review.public_on)
    if isinstance(review.inspected_from, str) and isinstance(review.inspected_to, str):
        begun, ended = map(datetime.date.fromisoformat, (review.inspected_from, review.inspected_to))
        if begun <= ended <= public:
            return begun, ended
    return public - datetime.timedelta(days=120), public


def units(reviews: pd.DataFrame) -> dict[str, list[str]]:
    """The reports of each unit by the one that counts: merged two by two until no two overlap."""
    groups = [([review], *_inspection(review)) for review in reviews.itertuples()]
    merged = True
    while merged:
        merged = False
        for i, (members, begun, ended) in enumerate(groups):
            for j in range(i + 1, len(groups)):
                others, begun_too, ended_too = groups[j]
                if members[0].board_id == others[0].board_id and begun <= ended_too and begun_too <= ended:
                    groups[i] = (members + others, min(begun, begun_too), max(ended, ended_too))
                    del groups[j]
                    merged = True
                    break
            if merged:
                break
    found = {}
    for members, *_ in groups:
        ordered = sorted(members, key=lambda review: (review.public_on, review.review_id))
        found[ordered[0].review_id] = [review.review_id for review in ordered[1:]]
    return found


def threads(
    tables: dict[str, pd.DataFrame],
    *,
    as_at="9999-12-31",
    grades="outstanding,good",
    region=None,
    since="0001-01-01",
    to="9999-12-31",
    shows="strength",
) -> pd.DataFrame:
    """One row a theme, with the columns of the canned query, by theme_id."""
    reviews = tables["reviews"]
    counted = reviews[reviews.review_id.isin(list(units(reviews)))]
    counted = counted[(counted.public_on <= as_at) & (counted.public_on <= to)]
    counted = counted.sort_values(["public_on", "review_id"]).groupby("board_id").tail(1)
    counted = counted[counted.public_on >= since]
    if region:
        counted = counted[counted.region == region]
    in_group = counted.lscb_grade.isin(grades.split(","))

    said = tables["statement_themes"].merge(tables["statements"], on="statement_id", suffixes=("_of", ""))
    said = said[~said.repeats_grade.astype(str).isin(["1", "True"])]
    said = said[~said.is_earlier.astype(str).isin(["1", "True"])]
    balance = said.assign(sign=said.polarity.map({"strength": 1, "weakness": -1}).fillna(0))
    balance = balance.pivot_table(index="review_id", columns="theme_id", values="sign", aggfunc="sum")
    balance = balance.reindex(index=counted.review_id, columns=tables["themes"].theme_id).fillna(0)
    shown = balance.gt(0) if shows == "strength" else balance.lt(0)

    rows = []
    for theme_id, label in zip(tables["themes"].theme_id, tables["themes"].label, strict=True):
        one, other = shown.loc[in_group.to_numpy(), theme_id], shown.loc[~in_group.to_numpy(), theme_id]
        k1, n1, k2, n2 = int(one.sum()), len(one), int(other.sum()), len(other)
        row = {"theme_id": theme_id, "theme": label, "shows": shows}
        for name, k, n in (("group", k1, n1), ("rest", k2, n2)):
            low, high = proportion_confint(k, n, method="wilson") if n else (None, None)
            row |= {f"{name}_n": n, f"{name}_k": k, f"{name}_share": k / n if n else None}
            row |= {f"{name}_low": low, f"{name}_high": high}
        if n1 and n2:
            low, high = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
            cells = np.array([[k1, n1 - k1], [k2, n2 - k2]])
            odds = Table2x2(cells + (0.5 if (cells == 0).any() else 0.0), shift_zeros=False)
            odds_low, odds_high = odds.oddsratio_confint(0.05)
            row |= {"difference_points": 100 * (k1 / n1 - k2 / n2)}
            row |= {"difference_low": 100 * low, "difference_high": 100 * high}
            row |= {"odds_ratio": odds.oddsratio, "odds_low": odds_low, "odds_high": odds_high}
            row |= {"p": exact_fisher(k1, n1 - k1, k2, n2 - k2)}
        rows.append(row)
    made = pd.DataFrame(rows).set_index("theme_id")
    if "p" in made:
        made["q"] = multipletests(made.p, method="fdr_bh")[1]
        in_most = (made.group_k / made.group_n >= 2 / 3, made.rest_k / made.rest_n >= 2 / 3)
        made["verdict"] = np.select(
            [in_most[0] & (made.q < 0.05) & (made.group_share > made.rest_share), in_most[0] & in_most[1]],
            ["common thread", "common ground"],
            "",
        )
    return made


def assert_agree(found: list[dict], tables: dict[str, pd.DataFrame], chosen: dict[str, str]) -> None:
    """The rows of the canned query `threads` for some parameters are those computed here, in every cell."""
    names = {"from": "since"}
    wanted = threads(tables, **{names.get(key, key): value.replace(", ", ",") for key, value in chosen.items()})
    assert {row["theme_id"] for row in found} == set(wanted.index)
    for row in found:
        expected = wanted.loc[row["theme_id"]]
        assert row.keys() - {"theme_id"} == set(wanted.columns)
        for column in wanted.columns:
            if column in TEXT:
                assert row[column] == expected[column], (row["theme_id"], column)
            else:
                assert row[column] == pytest.approx(expected[column], rel=1e-9, abs=1e-9), (row["theme_id"], column)
