"""The commands for whoever maintains the rules: `explain`, `score`, `learn` and `prune`."""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from collections.abc import Iterable, Iterator, Mapping

from common import command
from common.record import Statement
from extract import classes, evaluation, polarity
from extract.codings import read_coded
from extract.evaluation import KINDS, LearnedRules
from extract.pruning import Trial, try_polarity, try_practices
from extract.report import read_report
from extract.version import rules_version
from extract.weights import START, Weights

NAMES = ("explain", "score", "learn", "prune")
MADE = "python -m extract learn: weights of words, learned from codings of statements; see extract/learning.py"


def parser() -> argparse.ArgumentParser:
    """The commands' options; each sets `run`, which takes them and gives the exit status."""
    options = argparse.ArgumentParser(prog=command.name("extract"))
    commands = options.add_subparsers(required=True, metavar="COMMAND")
    explained = commands.add_parser("explain", help="print each statement of a report and why it is classed so")
    explained.add_argument("report", type=pathlib.Path, metavar="FILE.pdf")
    explained.set_defaults(run=run_explain)
    scored = commands.add_parser(
        "score", help="score the rules against codings, cross-validated by report too, and readings against each other"
    )
    scored.add_argument("--codings", type=pathlib.Path, required=True, metavar="CODINGS.csv")
    scored.add_argument("--second", type=pathlib.Path, required=True, metavar="SECOND_READINGS.csv")
    scored.add_argument("--extracted", type=pathlib.Path, required=True, metavar="FOLDER", help="of records")
    scored.add_argument("--out", type=pathlib.Path, metavar="FILE.json", help="where the measurements go")
    scored.add_argument("--misses", action="store_true", help="list each mistake of the rules, not cross-validated")
    scored.set_defaults(run=run_score)
    learned = commands.add_parser("learn", help="learn the weights of extract/learned/ again from codings")
    pruned = commands.add_parser("prune", help="list the phrases that do not pay, measured on codings, and why")
    for one in (learned, pruned):
        one.add_argument("codings", type=pathlib.Path, metavar="CODINGS.csv")
        one.add_argument("extracted", type=pathlib.Path, metavar="FOLDER", help="of records")
    for one in (scored, learned, pruned):
        one.add_argument(
            "--corrections",
            type=pathlib.Path,
            metavar="CORRECTIONS.csv",
            help="codings by people, which override them",
        )
    learned.add_argument("--out", type=pathlib.Path, default=classes.FOLDER / "learned", metavar="FOLDER")
    learned.set_defaults(run=run_learn)
    pruned.set_defaults(run=run_prune)
    return options


def run_explain(options: argparse.Namespace) -> int:
    """Run the command `explain`."""
    return _print(explain(read_report(options.report).statements))


def explain(explained: Iterable[Statement]) -> Iterator[str]:
    """A line per statement: page, polarity with its cue, themes and practices with the words that showed them, text."""
    for one in explained:
        themes = [f"{theme.theme_id} «{theme.phrase}»" for theme in one.themes]
        practices = [f"{practice.practice_id} «{practice.phrase}»" for practice in one.practices]
        shown = "; ".join(filter(None, (", ".join(themes), ", ".join(practices))))
        yield f"p{one.page} {one.statement_id} {one.polarity} «{one.cue}» [{shown}] {one.text}"


def run_score(options: argparse.Namespace) -> int:
    """Run the command `score`."""
    from extract.learning import learn_anew  # needs scipy, which reading a report does not

    seen = evaluation.see(read_coded(options.codings, options.extracted, options.corrections))
    fitted = evaluation.answers(seen, rules())
    measurements = evaluation.measurements(
        rules_version(),
        seen,
        fitted,
        evaluation.cross_validate(seen, learn_anew),
        evaluation.agreement(options.codings, options.second),
    )
    if options.out:
        evaluation.write(options.out, json.dumps(measurements, ensure_ascii=False, indent=1) + "\n")
    _print(evaluation.lines(measurements))
    return _print(evaluation.misses(seen, fitted)) if options.misses else 0


def rules() -> LearnedRules:
    """The weights of the repository."""
    return LearnedRules(polarity.vocabulary().cues, polarity.weights(), {kind: classes.weights(kind) for kind in KINDS})


def run_learn(options: argparse.Namespace) -> int:
    """Run the command `learn`."""
    from extract.learning import learn_rules

    seen = evaluation.see(read_coded(options.codings, options.extracted, options.corrections))
    learned = learn_rules(seen, polarity.vocabulary().cues)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, weights in {"polarity": learned.polarity, **learned.kinds}.items():
        evaluation.write(options.out / f"{name}.json", as_text(weights))
    return 0


def as_text(weights: Weights) -> str:
    """Weights as a weights file: JSON, a line per feature, in the order of features."""
    by_label = {label: _sorted(one) for label, one in weights.by_label.items()}
    value = {"made": MADE, "thresholds": weights.thresholds, "labels": by_label}
    return json.dumps(value, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _sorted(weights: Mapping[str, float]) -> dict[str, float]:
    return {START: weights[START]} | {feature: weights[feature] for feature in sorted(weights)}


def run_prune(options: argparse.Namespace) -> int:
    """Run the command `prune`."""
    coded = read_coded(options.codings, options.extracted, options.corrections)
    said = [one for one in coded if polarity.request(one.text, one.section) is None]
    _print(_struck("polarity", try_polarity(said, polarity.vocabulary().cues)))
    return _print(_struck("practices", try_practices(coded, classes.vocabulary("practices").phrases)))


def _struck(name: str, trials: Iterable[Trial]) -> Iterator[str]:
    for one in trials:
        if not one.pays:
            yield (
                f"{name}.yml, {one.meaning}: {one.phrase} (helps {one.helps}, harms {one.harms}, "
                f"agrees {one.agrees}, differs {one.differs}, in {one.reports} reports)"
            )


def _print(lines: Iterable[str]) -> int:
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0
