"""What the site's own pages share: what a page is made of, and the error for what is not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

# The pages that every page leads to: address and name.
PAGES = (
    ("threads", "Threads"),
    ("practices", "Practices"),
    ("themes", "Themes"),
    ("boards", "Boards"),
    ("search", "Search"),
    ("timeline", "Timeline"),
    ("map", "Map"),
    ("methods", "Methods"),
    ("data", "Data"),
    ("api", "API"),
)

# Those of them that show the state of a date: their links keep the one that the page is as at.
WITH_DATE = ("threads", "practices", "themes", "boards", "timeline", "map")

# The documents to which the foot of every page leads.
DOCUMENTS = ("codebook", "corrections")


@dataclasses.dataclass(frozen=True)
class SitePage:
    """A page to be rendered: its template under templates/own/, what it is called, and what the template needs.

    `title` is the page's heading and stands in its tab, together with what the address chose (`chosen`: group, region
    and time); `description`, a sentence or two, is what search engines and link previews show.
    `status` is HTTP's: a page whose form can put a wrong address right is rendered with 400.
    """

    template: str
    title: str
    description: str
    context: Mapping[str, Any]
    status: int = 200
    chosen: str = ""


class UnknownError(LookupError):
    """An address names something that is not there; `near` holds the addresses and names of what may be meant."""

    def __init__(self, what: str, near: Mapping[str, str]) -> None:
        super().__init__(what)
        self.near = near
