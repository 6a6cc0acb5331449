"""No pattern of ours hangs on a hostile text: a report, a page of a site, an address may be made for it."""

import json
import subprocess
import sys

from tests.conftest import REPO

# Run apart, for a pattern that hangs cannot be stopped from within: prints each that was slow, by its module and name.
TRY_ALL = r"""
import importlib, json, pkgutil, re, time

PIECES = [
    "<!-- a -->", "<!--", "<?xml a", " ", "\n", "\t \n", "a", "A", "a-", "aA", "1", "1.", "1. ", "12 ", "(", "((a)",
    ")", "[", "“", "'", "’s ", "-", "–", ".", ". ", "..", ",", ", ", "a, ", "and ", "is ", "no ", "not ", "the ",
    "The ",
    "of the ", "good ", "requires improvement ", "Local Safeguarding Children Board ", "LSCB ", "(LSCB) ",
    "inspection date: ", "1 March 2015 ", "/06/15", "a b ", "a|", "⟦", "⟦a⟧", "¦Ā", "=", "&a=", "%20", "?a=b&", "/a",
    "//", "http://a/", "a@a.", "\x00", "\ufffe", "é",
]
ENDS = ["", "!", "<html", "x", "\x01"]
SLOW = 2.0  # seconds of CPU for 1,000 letters, where all others take milliseconds: not the machine, the pattern
found, slow = 0, []
for room in ("common", "scraper", "extract", "db", "web", "demo"):
    package = importlib.import_module(room)
    inner = (one.name for one in pkgutil.walk_packages(package.__path__, room + "."))
    for name in (room, *inner):
        if "__main__" in name:
            continue
        module = importlib.import_module(name)
        for attribute, pattern in vars(module).items():
            if not isinstance(pattern, re.Pattern):
                continue
            found += 1
            for piece in PIECES:
                for end in ENDS:
                    text = (piece * 1000)[:1000] + end
                    if isinstance(pattern.pattern, bytes):
                        text = text.encode()
                    begun = time.process_time()
                    pattern.search(text)
                    if time.process_time() - begun > SLOW:
                        slow.append(f"{name}.{attribute} on {piece!r}")
                        break
print(json.dumps({"found": found, "slow": slow}))
"""


def test_no_pattern_is_slow_on_a_text_made_for_it():
    done = subprocess.run(
        [sys.executable, "-c", TRY_ALL], cwd=REPO, capture_output=True, text=True, timeout=400, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["found"] > 80 and told["slow"] == []


def test_a_page_of_many_comments_is_judged_at_once():
    """Twenty-six of them took ten seconds, forty for ever."""
    judge = "from scraper.verify_download import HTML; print(bool(HTML.search(b'<!-- a --> ' * 5000 + b'<')))"
    done = subprocess.run(
        [sys.executable, "-c", judge], cwd=REPO, capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout.strip() == "False"
