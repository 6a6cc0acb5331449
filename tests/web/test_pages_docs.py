"""docs/pages.md, for anyone who changes the site, names what there is."""

import re
from pathlib import Path

from common.project import ROOT
from web import pages
from web.__main__ import WEB

GUIDE = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")


def test_every_module_of_the_site_is_named_once_and_is_there():
    told = re.findall(r"`(\w+\.py)`", GUIDE.split("| module of `web/` |")[1].split("\n\n")[0])
    assert sorted(told) == sorted(path.name for path in WEB.glob("[!_]*.py"))


def test_no_page_imports_another_or_asks_the_database_itself():
    for page in pages.ALL:
        source = Path(page.__file__).read_text(encoding="utf-8")
        assert "web.pages" not in source and ".execute(" not in source, page.__name__
