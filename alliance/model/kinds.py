"""The kinds of records: the one table of what the project needs to know of each beside its fields.

A new kind is a model, its row here, a view in the registry of views, and its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from alliance.i18n.messages import mark
from alliance.model.alliance import Alliance
from alliance.model.records import (
    Activity,
    Agreement,
    Article,
    Audit,
    Body,
    Figure,
    Market,
    Partner,
    Record,
    Result,
    Theme,
)

TITLES = ("title", "name", "label")
"""The fields that name a record, the best first."""


def _(word: str) -> str:
    """Mark a word for the catalogues of the site."""
    return word


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of records. Words are English, and translated where they are shown."""

    model: type[Record] | type[Alliance]
    singular: str
    """What one record is called in messages, and in directives such as `[[market japan]]`."""
    plural: str = ""
    """The heading over its records, and the name of its table of open data."""
    addition: str = ""
    """The link to where a new record can be proposed, "" where visitors are not asked for any."""
    label: str = ""
    """What the page of a record has above its title, where the kind has no sorts."""
    has_pages: bool = False
    """Whether each record has a page, below a page of the kind's name."""
    is_supporting: bool = False
    """Whether its records only support others: no text names one, and no data is published."""

    @property
    def title(self) -> str:
        """The field that names a record, "" where the title is computed from other fields."""
        return next((name for name in TITLES if name in self.model.model_fields), "")


KINDS: dict[str, Kind] = {
    "partners": Kind(Partner, mark("partner"), _("Partners"), _("Add a partner"), has_pages=True),
    "markets": Kind(
        Market, mark("market"), _("Markets"), _("Add a market"), _("Market"), has_pages=True
    ),
    "themes": Kind(Theme, mark("theme"), _("Themes"), _("Add a theme"), _("Theme"), has_pages=True),
    "activities": Kind(
        Activity, mark("activity"), _("Activities"), _("Add an activity"), has_pages=True
    ),
    "agreements": Kind(
        Agreement, mark("agreement"), _("Agreements"), _("Add an agreement"), has_pages=True
    ),
    "figures": Kind(Figure, mark("figure"), _("Key figures")),
    "results": Kind(Result, mark("result"), _("Results")),
    "bodies": Kind(Body, mark("body"), is_supporting=True),
    "audits": Kind(Audit, mark("audit"), is_supporting=True),
}
"""The kinds of records, by the name of their folder below data/."""

ALL_KINDS: dict[str, Kind] = {
    **KINDS,
    "alliance": Kind(Alliance, mark("alliance")),
    "pages": Kind(Article, mark("page"), _("Pages")),
}
"""The kinds of records, the alliance itself, and the pages written by hand."""

PAGED = tuple(name for name, kind in KINDS.items() if kind.has_pages)
"""The kinds whose records have pages."""

DATA_KINDS = tuple(name for name, kind in KINDS.items() if not kind.is_supporting)
"""The kinds that texts can name, and that are published as open data."""

PHASES = "phases"
"""The table of the open data that lists the phases of the alliance."""
