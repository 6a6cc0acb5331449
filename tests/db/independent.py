"""The analysis by another way: from exported rows with pandas, scipy and statsmodels, without our SQL or functions.

It reads only the published base tables: reviews, boards, paragraphs, statements, and their themes and practices.
"""

from __future__ import annotations

import dataclasses
import datetime
import fractions
import functools
import math
import random

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import chi2, mannwhitneyu, norm
from statsmodels.stats.contingency_tables import StratifiedTable, Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

BASE = (
    "reviews", "boards", "board_authorities", "authority_neighbours", "paragraphs", "statements", "themes", "practices",
    "statement_themes", "statement_practices",
)  # fmt: skip
LONG_AGO, NEVER = "0001-01-01", "9999-12-31"
WAYS = [(way, sections) for sections in ("findings", "all") for way in ("net", "any", "only")]


def exported(connection, folder) -> dict[str, pd.DataFrame]:
    """The base tables through CSV files, as somebody takes them away."""
    frames = {}
    for name in BASE:
        pd.read_sql(f"select * from {name}", connection).to_csv(folder / f"{name}.csv", index=False)
        frames[name] = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, na_values=[""])
    return frames


@functools.cache
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


def latest(tables, *, as_at=NEVER, region="", since=LONG_AGO, to=NEVER, **_) -> pd.DataFrame:
    """Each board's latest review as at the date, by review_id in the order of ids."""
    reviews = tables["reviews"]
    counted = reviews[reviews.review_id.isin(list(units(reviews)))]
    counted = counted[(counted.public_on <= as_at) & (counted.public_on <= to)]
    counted = counted.sort_values(["public_on", "review_id"]).groupby("board_id").tail(1)
    counted = counted[counted.public_on >= since]
    if region:
        counted = counted[counted.region == region]
    return counted.sort_values("review_id").set_index("review_id")


def in_group(counted: pd.DataFrame, grades="outstanding,good", **_) -> np.ndarray:
    """Which of the reviews are of the group."""
    return counted.lscb_grade.isin(grades.split(",")).to_numpy(dtype=bool)


def _said(tables, sections: str) -> pd.DataFrame:
    """The statements that count, of the findings or of all sections; `sign` 1 praises, −1 criticises what is so."""
    said = tables["statements"].merge(tables["paragraphs"][["paragraph_id", "section"]], on="paragraph_id")
    said = said[said.repeats_grade != "1"]
    if sections == "findings":
        said = said[said.section.isin(["finding", "strength"])]
    sign = said.polarity.map({"strength": 1, "weakness": -1}).fillna(0).astype(int)
    return said.assign(sign=sign.where(said.is_earlier != "1", 0))


@dataclasses.dataclass(frozen=True)
class Told:
    """Praise and criticism by review (row) and topic (column), and whether it is raised at all."""

    praise: pd.DataFrame
    criticism: pd.DataFrame
    raised: pd.DataFrame

    def credited(self, way: str) -> pd.DataFrame:
        return _by(way, self.praise, self.criticism)

    def faulted(self, way: str) -> pd.DataFrame:
        return _by(way, self.criticism, self.praise)


def _by(way: str, what: pd.DataFrame, opposite: pd.DataFrame) -> pd.DataFrame:
    return {"net": what.gt(opposite), "any": what.gt(0), "only": what.gt(0) & opposite.eq(0)}[way]


def told(tables, reviews, topic: str, sections: str) -> Told:
    """What the reviews say of each theme or practice."""
    said = _said(tables, sections)
    if topic == "theme":  # a theme met only in criticism of an earlier state is not raised; a practice is
        said = said[said.is_earlier != "1"]
    shown = tables[f"statement_{topic}s"].merge(said, on="statement_id", suffixes=("_of", ""))

    def count(rows: pd.DataFrame) -> pd.DataFrame:
        found = pd.crosstab(rows.review_id, rows[f"{topic}_id"])
        return found.reindex(index=reviews, columns=tables[f"{topic}s"][f"{topic}_id"], fill_value=0).fillna(0)

    return Told(count(shown[shown.sign > 0]), count(shown[shown.sign < 0]), count(shown) > 0)


def _shares(name: str, k: int, n: int) -> dict[str, object]:
    low, high = proportion_confint(k, n, method="wilson") if n else (None, None)
    return {f"{name}_n": n, f"{name}_k": k, f"{name}_share": k / n if n else None} | {
        f"{name}_low": low, f"{name}_high": high,
    }  # fmt: skip


def _difference(k1: int, n1: int, k2: int, n2: int) -> dict[str, float]:
    low, high = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
    points = {"points": k1 / n1 - k2 / n2, "low": low, "high": high}
    return {f"difference_{name}": 100 * value for name, value in points.items()}


def _ways(shown: list[pd.DataFrame], group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each way of counting and topic: q, and whether more of the group than of the rest show it."""
    found = []
    for frame in shown:
        ones, others = frame[group].to_numpy(dtype=int), frame[~group].to_numpy(dtype=int)
        n1, n2 = len(ones), len(others)
        ks = [(int(k1), int(k2)) for k1, k2 in zip(ones.sum(axis=0), others.sum(axis=0), strict=True)]
        qs = multipletests([exact_fisher(k1, n1 - k1, k2, n2 - k2) for k1, k2 in ks], method="fdr_bh")[1]
        found.append((qs, [k1 * n2 > k2 * n1 for k1, k2 in ks]))
    return np.array([q for q, _ in found]), np.array([more for _, more in found])


def threads(tables, topic="theme", *, shows="", way="net", sections="findings", **chosen) -> pd.DataFrame:
    """One row a theme or practice, with the columns of the canned query, by its id."""
    counted = latest(tables, **chosen)
    group = in_group(counted, **chosen)
    is_faulted = shows in ("weakness", "faulted")
    shows = shows or {"theme": "strength", "practice": "credited"}[topic]
    by = {one: told(tables, counted.index, topic, one) for one in ("findings", "all")}
    shown = {(one, where): by[where].faulted(one) if is_faulted else by[where].credited(one) for one, where in WAYS}
    n1, n2 = int(group.sum()), int((~group).sum())
    q, more = _ways(list(shown.values()), group) if n1 and n2 else (None, None)
    rows = []
    for place, one in enumerate(tables[f"{topic}s"].itertuples()):
        topic_id = getattr(one, f"{topic}_id")
        row = {f"{topic}_id": topic_id, topic: one.label, "shows": shows, "way": way, "sections": sections}
        if topic == "practice":
            row |= {"theme_id": one.theme_id}
            row |= {"theme": tables["themes"].set_index("theme_id").label[one.theme_id]}
        k = {}
        for name, side in (("group", group), ("rest", ~group)):
            n, k[name] = int(side.sum()), int(shown[way, sections].loc[side, topic_id].sum())
            row |= _shares(name, k[name], n)
            faulted = int(by[sections].faulted(way).loc[side, topic_id].sum())
            missing = int((~by[sections].raised).loc[side, topic_id].sum())
            row |= {f"{name}_faulted": faulted, f"{name}_faulted_share": faulted / n if n else None}
            row |= {f"{name}_not_raised": missing, f"{name}_not_raised_share": missing / n if n else None}
        row |= {"verdict": "", "is_small": int(min(n1, n2) < 5), "ways_apart": None}
        if n1 and n2:
            k1, k2 = k["group"], k["rest"]
            cells = np.array([[k1, n1 - k1], [k2, n2 - k2]])
            odds = Table2x2(cells + (0.5 if (cells == 0).any() else 0.0), shift_zeros=False)
            odds_low, odds_high = odds.oddsratio_confint(0.05)
            row |= _difference(k1, n1, k2, n2)
            row |= {"odds_ratio": odds.oddsratio, "odds_low": odds_low, "odds_high": odds_high}
            row |= {"p": exact_fisher(k1, n1 - k1, k2, n2 - k2), "q": q[WAYS.index((way, sections)), place]}
            apart = q[:, place] < 0.05
            row["ways_apart"] = int(apart.sum())
            in_half = (k1 / n1 >= 0.5, k2 / n2 >= 0.5)
            if in_half[0] and (apart & more[:, place]).all() and min(n1, n2) >= 5:
                row["verdict"] = "common thread"
            elif all(in_half) and not apart.any() and min(n1, n2) >= 10:
                row["verdict"] = "common ground"
        rows.append(row)
    return pd.DataFrame(rows).set_index(f"{topic}_id")


def beyond_tone(tables, *, kind="themes", sections="findings", **chosen) -> pd.DataFrame:
    """One row a theme or practice, with the columns of the canned query, by its id."""
    topic = kind.removesuffix("s")
    counted = latest(tables, **chosen)
    group = in_group(counted, **chosen)
    found = told(tables, counted.index, topic, sections)
    said = _said(tables, sections)
    every = {
        sign: said[said.sign == sign].review_id.value_counts().reindex(counted.index).fillna(0) for sign in (1, -1)
    }
    rows = []
    for one in tables[kind].itertuples():
        topic_id = getattr(one, f"{topic}_id")
        row = {"topic_id": topic_id, "topic": one.label, "kind": kind, "sections": sections}
        logs = {}
        for name, side in (("group", group), ("rest", ~group)):
            a, b = found.praise.loc[side, topic_id], found.criticism.loc[side, topic_id]
            cells = [[a, b], [every[1][side] - a, every[-1][side] - b]]
            strata = np.array([[cell.to_numpy(dtype=float) for cell in pair] for pair in cells])[..., (a + b) > 0]
            row |= {f"{name}_reviews": strata.shape[-1]}
            row |= {f"{name}_praise": int(a.sum()), f"{name}_criticism": int(b.sum())}
            n = strata.sum(axis=(0, 1))
            if (strata[0, 0] * strata[1, 1] / n).sum() > 0 and (strata[0, 1] * strata[1, 0] / n).sum() > 0:
                table = StratifiedTable(strata)
                logs[name] = (table.logodds_pooled, table.logodds_pooled_se)
                low, high = table.oddsratio_pooled_confint(0.05)
                row |= {f"{name}_odds": table.oddsratio_pooled, f"{name}_low": low, f"{name}_high": high}
            else:
                row |= {f"{name}_{end}": None for end in ("odds", "low", "high")}
        if len(logs) == 2:
            log, se = logs["group"][0] - logs["rest"][0], math.hypot(logs["group"][1], logs["rest"][1])
            half = norm.ppf(0.975) * se
            row |= {"ratio": math.exp(log), "ratio_low": math.exp(log - half), "ratio_high": math.exp(log + half)}
            row |= {"p": 2 * norm.sf(abs(log) / se)}
        rows.append(row)
    made = pd.DataFrame(
        rows, columns=[*rows[0], "ratio", "ratio_low", "ratio_high", "p"] if "p" not in rows[0] else None
    )
    tested = made.p.notna()
    made["q"] = np.nan
    if tested.any():
        made.loc[tested, "q"] = multipletests(made.p[tested].astype(float), method="fdr_bh")[1]
    return made.set_index("topic_id")


@dataclasses.dataclass(frozen=True)
class Credits:
    """Who is credited with what in each of the six ways, practices in the order of their names."""

    counted: pd.DataFrame
    group: np.ndarray
    shown: list[pd.DataFrame]

    def order(self) -> list[int]:
        """All practices, the widest gap in the default way first, then the most of the group, then the name."""
        shown = self.shown[0]
        n1, n2 = int(self.group.sum()), int((~self.group).sum())
        k1, k2 = (shown[side].to_numpy(dtype=int).sum(axis=0) for side in (self.group, ~self.group))
        return sorted(range(shown.shape[1]), key=lambda at: (k2[at] * n1 - k1[at] * n2, -k1[at], at))

    def threads(self) -> list[str]:
        """The common threads, the widest gap first."""
        n1, n2 = int(self.group.sum()), int((~self.group).sum())
        if min(n1, n2) < 5:
            return []
        q, more = _ways(self.shown, self.group)
        k1 = self.shown[0][self.group].to_numpy(dtype=int).sum(axis=0)
        names = list(self.shown[0].columns)
        return [names[at] for at in self.order() if ((q < 0.05) & more)[:, at].all() and 2 * k1[at] >= n1]

    def take(self, places) -> Credits:
        """The same of the boards in some places, which may be drawn twice."""
        return Credits(self.counted.iloc[places], self.group[places], [frame.iloc[places] for frame in self.shown])


def credits(tables, **chosen) -> Credits:
    """The credits of the boards chosen."""
    counted = latest(tables, **chosen)
    names = tables["practices"].sort_values("label").practice_id
    by = {one: told(tables, counted.index, "practice", one) for one in ("findings", "all")}
    shown = [by[where].credited(way)[names] for way, where in WAYS]
    return Credits(counted, in_group(counted, **chosen), shown)


def short_list(tables, **chosen) -> pd.DataFrame:
    """One row a practice of the list, with the columns of the canned query, by place."""
    listed = credits(tables, **chosen).threads()[:7]
    every = threads(tables, "practice", **chosen)
    rows = every.loc[listed].reset_index().rename_axis("place").reset_index()
    rows["place"] += 1
    rows = rows.merge(tables["practices"][["practice_id", "covers"]], on="practice_id", how="left")
    return rows.set_index("place")


def short_list_boards(tables, **chosen) -> pd.DataFrame:
    """One row a board, with the columns of the canned query, by board_id; each list found anew without the board."""
    found = credits(tables, **chosen)
    listed = found.threads()[:7]
    faulted = told(tables, found.counted.index, "practice", "findings").faulted("net")
    rows = []
    for place, (review_id, review) in enumerate(found.counted.iterrows()):
        own, bad = found.shown[0].loc[review_id], faulted.loc[review_id]
        without = found.take([at for at in range(len(found.counted)) if at != place]).threads()[:7]
        rows.append(
            {"board_id": review.board_id, "board": tables["boards"].set_index("board_id").name[review.board_id]}
            | {"region": review.region, "review_id": review_id, "lscb_grade": review.lscb_grade}
            | {"lscb_grade_rank": int(review.lscb_grade_rank), "public_on": review.public_on}
            | {"in_group": int(found.group[place]), "listed": len(listed)}
            | {"credited": int(own[listed].sum()), "faulted": int(bad[listed].sum())}
            | {"credited_ids": " ".join(one for one in listed if own[one]) or None}
            | {"faulted_ids": " ".join(one for one in listed if bad[one]) or None}
            | {"listed_without": len(without), "credited_without": int(own[without].sum())}
        )
    return pd.DataFrame(rows).set_index("board_id")


def area_under_curve(scores: pd.Series, group: pd.Series) -> float:
    """The area under the curve, from Mann and Whitney's U."""
    ones, others = scores[group == 1], scores[group == 0]
    return float(mannwhitneyu(ones, others).statistic) / (len(ones) * len(others))


def bands(tables) -> pd.DataFrame:
    """The places of practices in a thousand draws of boards, by practice_id: the same die, all else another way."""
    found = credits(tables)
    die = random.Random(2014)
    sides = [np.flatnonzero(found.group), np.flatnonzero(~found.group)]
    names = list(found.shown[0].columns)
    ranks, listed, threads_of = [], [], []
    for _ in range(1000):
        drawn = found.take(np.concatenate([die.choices(list(side), k=len(side)) for side in sides]))
        order = drawn.order()
        ranks.append([order.index(at) + 1 for at in range(len(names))])
        threads_of.append(drawn.threads())
        listed.append(threads_of[-1][:7])
    ranks = np.sort(np.array(ranks), axis=0)
    rows = {}
    for rank, at in enumerate(found.order(), 1):
        share = sum(names[at] in one for one in listed) / 1000
        band = "sure" if share >= 0.95 else "likely" if share >= 0.5 else "possible" if share >= 0.05 else "outside"
        rows[names[at]] = {
            "rank": rank, "rank_low": ranks[25, at], "rank_high": ranks[974, at], "listed_share": share, "band": band,
            "thread_share": sum(names[at] in one for one in threads_of) / 1000,
        }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index")


def practice_years(tables, *, as_at=NEVER, region="", grade="", way="net", sections="findings") -> pd.DataFrame:
    """One row a practice and year, with the columns of the canned query; the trend as a score test of a regression."""
    reviews = tables["reviews"]
    counted = reviews[reviews.review_id.isin(list(units(reviews))) & (reviews.public_on <= as_at)]
    counted = counted[counted.region.eq(region) | (region == "")]
    counted = counted[counted.lscb_grade.eq(grade) | (grade == "")].set_index("review_id")
    found = told(tables, counted.index, "practice", sections)
    year = counted.public_on.str[:4].astype(int)
    rows, trends = [], {}
    for one in tables["practices"].itertuples():
        own = found.credited(way)[one.practice_id].astype(float)
        if 0 < own.sum() < len(own) and year.nunique() > 1:
            flat = sm.GLM(own, np.ones(len(own)), family=sm.families.Binomial())
            score = flat.score_test(flat.fit().params, exog_extra=(year - year.mean()).to_numpy(dtype=float)[:, None])
            slope = np.polyfit(year - year.mean(), own, 1)[0]
            z = math.copysign(math.sqrt(float(np.squeeze(score[0]))), slope)
            trends[one.practice_id] = (z, float(chi2.sf(z * z, 1)))
        for when, reviews_of in year.groupby(year).groups.items():
            k, n = int(own[reviews_of].sum()), len(reviews_of)
            low, high = proportion_confint(k, n, method="wilson")
            row = {"practice_id": one.practice_id, "practice": one.label, "year": when, "reviews": n, "credited": k}
            row |= {"share": k / n, "low": low, "high": high}
            row |= {"faulted": int(found.faulted(way).loc[reviews_of, one.practice_id].sum())}
            row |= {"not_raised": int((~found.raised).loc[reviews_of, one.practice_id].sum())}
            z, p = trends.get(one.practice_id, (None, None))
            rows.append(row | {"z": z, "p": p})
    made = pd.DataFrame(rows)
    qs = dict(zip(trends, multipletests([p for _, p in trends.values()], method="fdr_bh")[1], strict=True))
    return made.assign(q=made.practice_id.map(qs)).set_index(["practice_id", "year"])


def pairs(counted, credited, practice: str, tables) -> pd.DataFrame:
    """One row for each other practice, with the columns of the canned query: strata are the grades."""
    one, rows = credited[practice], {}
    for other in tables["practices"].itertuples():
        if other.practice_id == practice:
            continue
        with_other = credited[other.practice_id]
        row = {
            "practice": other.label, "both": int((one & with_other).sum()), "with_one": int(one.sum()),
            "other_alone": int((~one & with_other).sum()), "without_one": int((~one).sum()),
        }  # fmt: skip
        strata = [
            np.array([[(a & b).sum(), (a & ~b).sum()], [(~a & b).sum(), (~a & ~b).sum()]], dtype=float)
            for _, ids in counted.groupby("lscb_grade").groups.items()
            for a, b in [(one[ids], with_other[ids])]
        ]
        telling = sum(s[0, 0] * s[1, 1] for s in strata) > 0 and sum(s[0, 1] * s[1, 0] for s in strata) > 0
        if telling:
            pooled = StratifiedTable(strata)
            low, high = pooled.oddsratio_pooled_confint(0.05)
            z = pooled.logodds_pooled / pooled.logodds_pooled_se
            row |= {"odds_ratio": pooled.oddsratio_pooled, "odds_low": low, "odds_high": high, "p": 2 * norm.sf(abs(z))}
        else:
            row |= dict.fromkeys(("odds_ratio", "odds_low", "odds_high", "p"))
        rows[other.practice_id] = row
    made = pd.DataFrame.from_dict(rows, orient="index").rename_axis("practice_id")
    tested = made.index[made.p.notna()]
    qs = multipletests(made.p[tested].astype(float), method="fdr_bh")[1] if len(tested) else []
    return made.assign(q=pd.Series(qs, index=tested, dtype=float))


def learn_from(tables, board: str, *, as_at=NEVER, edition="before", sections="all") -> list[tuple[str, str, str, str]]:
    """Practice, board, how near it is and the statement quoted, five boards a practice at most, in their order."""
    counted = latest(tables, as_at=as_at)
    found = told(tables, counted.index, "practice", sections)
    served = tables["board_authorities"]
    near = tables["authority_neighbours"].query("edition == @edition")
    near = near[near.la_code.isin(served[served.board_id == board].la_code)].neighbour_code
    neighbours = set(served[served.la_code.isin(near)].board_id)
    boards = tables["boards"].set_index("board_id").name
    said = _said(tables, sections)
    said = said[said.polarity == "strength"].merge(tables["statement_practices"], on="statement_id")
    (own,) = counted.index[counted.board_id == board]
    answer = []
    for one in tables["practices"].itertuples():
        balance = found.praise[one.practice_id] - found.criticism[one.practice_id]
        if balance[own] >= 0:
            continue
        rows = []
        for review_id in balance.index[balance > 0]:
            review = counted.loc[review_id]
            praise = said[(said.review_id == review_id) & (said.practice_id == one.practice_id)]
            best = min(praise.itertuples(), key=lambda row: (-int(row.example), int(row.rank), int(row.sequence)))
            nearness = "elsewhere" if review.region != counted.region[own] else "same region"
            nearness = "statistical neighbour" if review.board_id in neighbours else nearness
            place = ["statistical neighbour", "same region", "elsewhere"].index(nearness)
            key = (place, int(review.lscb_grade_rank), -int(best.example), -balance[review_id], boards[review.board_id])
            rows.append((key, (one.practice_id, review.board_id, nearness, best.statement_id)))
        answer.append((balance[own], int(one.position), [row for _, row in sorted(rows)][:5]))
    return [row for _, _, rows in sorted(answer) for row in rows]


def assert_rows_agree(found: list[dict], wanted: pd.DataFrame) -> None:
    """The rows of a canned query are those computed here, by their key (the index) and in every cell."""
    key = list(wanted.index.names)
    by_key = {tuple(row[name] for name in key) if len(key) > 1 else row[key[0]]: row for row in found}
    assert len(by_key) == len(found) and by_key.keys() == set(wanted.index)
    for name, row in by_key.items():
        expected = wanted.loc[name]
        assert row.keys() - set(key) <= set(wanted.columns), row.keys() - set(key) - set(wanted.columns)
        for column in row.keys() - set(key):
            value = expected[column]
            if value is None or (not isinstance(value, str) and pd.isna(value)):
                assert row[column] is None, (name, column)
            elif isinstance(value, str):
                assert row[column] == value, (name, column)
            else:
                assert row[column] == pytest.approx(float(value), rel=1e-9, abs=1e-9), (name, column)


def assert_agree(found: list[dict], tables, chosen: dict[str, str], query: str = "threads") -> None:
    """The rows of a canned query of the analysis for some parameters are those computed here, in every cell."""
    own = {{"from": "since"}.get(key, key): value.replace(", ", ",") for key, value in chosen.items()}
    compute = {
        "threads": threads,
        "practice_threads": functools.partial(threads, topic="practice"),
        "beyond_tone": beyond_tone,
        "short_list": short_list,
        "short_list_boards": short_list_boards,
        "practice_years": practice_years,
    }[query]
    assert_rows_agree(found, compute(tables, **own))
