"""Everything the site is made from, parsed and frozen: settings, records, pages, translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from alliance.content.markdown import Document, parse
from alliance.content.pictures.published import Size
from alliance.content.repository import Repository, repository
from alliance.content.settings import Settings
from alliance.content.yaml import reader
from alliance.graphics.colours import Palette, palette
from alliance.i18n.cldr import collation_key
from alliance.i18n.dates import PartialDate
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import quote
from alliance.model.alliance import Alliance, Brand, Phase
from alliance.model.kinds import ALL_KINDS
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
from alliance.model.translations import State, Translation

R = TypeVar("R", bound=Record)

Key = tuple[str, str]
"""Kind and slug: what names a record, an article or the alliance."""

ALLIANCE: Key = ("alliance", "alliance")
ARTICLES = "pages"
HOME: Key = (ARTICLES, "")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a record, or its translation, was read from."""

    path: str
    """Relative to the repository, with forward slashes."""
    node: reader.Mapping
    """What stands where in it."""


@dataclass(frozen=True, eq=False)
class Content:
    """The whole content of a site. Drafts are not in it. It equals only itself: caches know it."""

    root: Path
    """The folder that holds mkdocs.yml, data/ and docs/."""
    settings: Settings
    alliance: Alliance
    records: Mapping[str, Mapping[str, Record]]
    """Records by kind and slug."""
    articles: Mapping[str, Article]
    """Written pages by their place on the site: "" is the home page, "about", "markets"."""
    translations: Mapping[Key, Mapping[str, Translation]]
    """Texts by record and language, those of the source language included."""
    files: Mapping[tuple[Key, str], SourceFile]
    """Files by record and language."""
    sizes: Mapping[str, Size | None]
    """Width and height of each picture by its path below docs/; None for a document."""

    @cached_property
    def palette(self) -> Palette:
        """The colours of the site."""
        return palette(self.alliance.brand or Brand())

    @property
    def repository(self) -> Repository | None:
        """Where proposals are made, None while that or what runs there is not known."""
        settings = self.settings
        return repository(self.alliance.repository, settings.git_host, settings.git_branch)

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """Partners, the coordinator first, then by name."""
        return tuple(
            sorted(
                self.all_of(Partner), key=lambda p: (p.role != "coordinator", collation_key(p.name))
            )
        )

    @property
    def coordinators(self) -> tuple[Partner, ...]:
        """The partner that coordinates the alliance; none while that is not known."""
        return tuple(partner for partner in self.partners if partner.role == "coordinator")

    @cached_property
    def markets(self) -> tuple[Market, ...]:
        """Markets in the order of their slugs."""
        return self.all_of(Market)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Themes in the order that editors gave them."""
        return self.all_of(Theme)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Activities, the latest first, those without a date by the start of their phase."""
        return tuple(sorted(self.all_of(Activity), key=self._age))

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Agreements, the latest signature first, those without a date last."""
        return tuple(sorted(self.all_of(Agreement), key=self._age))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures in the order that editors gave them."""
        return self.all_of(Figure)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Results in the order that editors gave them."""
        return self.all_of(Result)

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Bodies to complain to, in the order of their slugs."""
        return self.all_of(Body)

    @cached_property
    def audits(self) -> tuple[Audit, ...]:
        """Tests of the site, the latest first."""
        return tuple(sorted(self.all_of(Audit), key=lambda a: (-a.date.first.toordinal(), a.slug)))

    def phase(self, slug: str | None) -> Phase | None:
        """Return the phase of a slug, or None without one."""
        return self.alliance.phases.get(slug) if slug else None

    def counted(self, result: Result) -> tuple[Activity | Agreement, ...]:
        """Return the records that show a result, none if it cannot be counted.

        What was cancelled shows nothing, nor does what is not sure yet.
        """
        query = result.counts
        if query is None:
            return ()
        records: Iterable[Activity | Agreement] = (
            self.activities if query.records == "activities" else self.agreements
        )
        return tuple(
            record
            for record in records
            if not (is_cancelled(record) or is_planned(record))
            and (not query.type or record.type in query.type)
            and query.phase in (None, record.phase)
            and query.market in (None, *markets_of(record))
        )

    def record(self, key: Key) -> Record | None:
        """Return a record or page; None for the alliance and for what is not published."""
        kind, slug = key
        records = self.articles if kind == ARTICLES else self.records.get(kind, {})
        return records.get(slug)

    def parse(self, text: str) -> Document:
        """Return the structure of a Markdown text."""
        return parse(text, self.settings.markdown_extensions)

    def state(self, key: Key, language: str) -> State:
        """Tell how far a record's texts are translated into a language."""
        languages = self.translations[key]
        source = languages[self.settings.source_language]
        return languages.get(language, Translation({})).state(source)

    def all_of(self, model: type[R]) -> tuple[R, ...]:
        """Return the records of a kind in the order that editors gave them, then by slug."""
        found = (r for r in self.records[model.kind].values() if isinstance(r, model))
        return tuple(sorted(found, key=lambda record: (getattr(record, "order", 0), record.slug)))

    def _age(self, record: Activity | Agreement) -> tuple[bool, int, str]:
        date = day_of(record)
        phase = self.phase(record.phase)
        near = date or (phase.start if phase else None)
        return date is None, -near.first.toordinal() if near else 0, record.slug


def day_of(record: Activity | Agreement) -> PartialDate | None:
    """Return when an activity begins or an agreement was signed, None if that is not known."""
    return record.start if isinstance(record, Activity) else record.signed


def is_cancelled(record: Record) -> bool:
    """Tell whether a record is of something that did not or will not take place."""
    return isinstance(record, Activity) and record.cancelled


def is_planned(record: Record) -> bool:
    """Tell whether a record is of something of which it is not sure yet that it takes place."""
    return isinstance(record, Activity) and record.planned


def markets_of(record: Activity | Agreement) -> tuple[str, ...]:
    """Return the slugs of the markets that a record is about."""
    return record.markets if isinstance(record, Activity) else (record.market,)


def label_of(key: Key, language: str = "") -> Message:
    """Return what a message calls a record or page, and in which language if that is named."""
    kind, slug = key
    if key == ALLIANCE:
        name = say("the alliance")
    elif key == HOME:
        name = say("the home page")
    else:
        name = say("{kind} {slug}", kind=say(ALL_KINDS[kind].singular), slug=quote(slug))
    if not language:
        return name
    return say("{record} in {language}", record=name, language=quote(language))


def keys_of(content: Content) -> Iterator[Key]:
    """Yield what has texts: the alliance, the records by kind, and the pages."""
    yield ALLIANCE
    for kind, records in content.records.items():
        yield from ((kind, slug) for slug in records)
    yield from ((ARTICLES, path) for path in content.articles)


def key_of(record: Record | Alliance) -> Key:
    """Return what names a record."""
    return record.kind, record.slug
