"""The registry of views: one row for each view that a directive such as `[[markets]]` can place.

The check needs the options alone, so a row names its function, which is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from alliance.content.content import ALLIANCE, ARTICLES
from alliance.content.context import Context
from alliance.content.directives import Directive, Option, Views
from alliance.model.kinds import DATA_KINDS, PAGED
from alliance.views.blocks import Block

ViewFunction = Callable[[Context, Directive], Block]
"""Returns what a view shows on a page, by the options of its directive."""

_OF = ALLIANCE[0]


@dataclass(frozen=True, slots=True)
class View:
    """What the project needs to know of a view."""

    function: str
    """The ViewFunction, as `module:name`; the module is one of this room."""
    shows: tuple[str, ...]
    """The kinds of records that it shows: when one of them changes, so does the page."""
    options: Mapping[str, Option] = field(default_factory=dict)
    is_index: bool = False
    """Whether it only leads to other pages, so that the search need not find its page."""

    def block(self, context: Context, directive: Directive) -> Block:
        """Return what a directive that names this view places on a page."""
        return _load(self.function)(context, directive)


@cache
def _load(function: str) -> ViewFunction:
    module, _, name = function.partition(":")
    found: ViewFunction = getattr(import_module(f"alliance.views.{module}"), name)
    return found


_PHASE: Mapping[str, Option] = {"phase": "phases"}

VIEWS: Mapping[str, View] = {
    "welcome": View("alliance:welcome", (_OF, "markets")),
    "facts": View("alliance:facts", (_OF, "partners", "markets")),
    "aim": View("alliance:aim", (_OF,)),
    "status": View("alliance:status", (_OF,), {"form": ("note",)}),
    "figures": View("lists:figures", ("figures",)),
    "partners": View("lists:partners", ("partners",)),
    "markets": View("lists:markets", ("markets",), _PHASE),
    "map": View(
        "worldmap:world_map",
        (_OF, "partners", "markets", "activities", "agreements"),
        {"list": ("partners",)},
    ),
    "themes": View("lists:themes", ("themes",)),
    "activities": View(
        "lists:activities",
        ("activities",),
        {"limit": None, "market": "markets", "partner": "partners", "theme": "themes", **_PHASE},
    ),
    "agreements": View(
        "lists:agreements", ("agreements",), {"limit": None, "market": "markets", **_PHASE}
    ),
    "results": View(
        "results:results",
        ("results", "activities", "agreements"),
        {**_PHASE, "counts": ("activities", "agreements")},
    ),
    "claims": View("results:claims", (_OF, "results", "activities", "agreements"), _PHASE),
    "tally": View("results:tally", ("markets", "activities", "agreements"), _PHASE),
    "matrix": View(
        "matrix:matrix", (_OF, "partners", "markets", "activities", "agreements"), _PHASE
    ),
    "timeline": View(
        "timeline:timeline",
        (_OF, "activities", "agreements"),
        {"partner": "partners", "market": "markets", **_PHASE},
    ),
    "phases": View("alliance:phases", (_OF,)),
    "funding": View("alliance:funding", (_OF,)),
    "publisher": View("alliance:publisher", (_OF,)),
    "accessibility": View("accessibility:statement", (_OF, "bodies", "audits", "partners")),
    "subscribe": View("files:subscribe_view", ("activities",), {"market": "markets"}),
    "downloads": View("files:downloads", (_OF, *DATA_KINDS)),
    "search": View("search:search", (), is_index=True),
    "sitemap": View("search:site_map", (ARTICLES, *PAGED), is_index=True),
    "translations": View(
        "coverage:coverage", (_OF, ARTICLES, *DATA_KINDS), {"of": ("pages",)}, is_index=True
    ),
}
"""Every view, in the order in which messages name them."""

VIEW_OPTIONS: Views = {name: view.options for name, view in VIEWS.items()}
"""What the check needs to know of the views."""
