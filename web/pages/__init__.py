"""The site's own pages: a module each, with the address it answers and the function that gathers what it shows.

A module has `ADDRESS`, a regular expression for the path, and `page(datasette, request)`, which gives a
`web.page.SitePage` (or, if it is not HTML, a Response). It raises `web.page.UnknownError` and
`web.canned.ParameterError`; the plugin `pages` answers those.
"""

import importlib
import pkgutil

ALL = tuple(importlib.import_module(f"web.pages.{one.name}") for one in pkgutil.iter_modules(__path__))
