"""The context of a page: the content in one language, on one day, seen from one address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from alliance.content import directives
from alliance.content.content import Content, Key, key_of
from alliance.content.markdown import Section
from alliance.content.markdown_html import render_markdown
from alliance.content.urls import address, path_of, relative, resolve_link
from alliance.i18n import cldr, labels
from alliance.i18n.catalogues import Words, words_of
from alliance.i18n.dates import PartialDate
from alliance.model.alliance import Alliance as AllianceModel
from alliance.model.alliance import Phase
from alliance.model.fields import translatable
from alliance.model.kinds import ALL_KINDS, PAGED
from alliance.model.records import Agreement, Figure, Market, Record, Result
from alliance.model.translations import Phrase

R = TypeVar("R", bound=Record)

Stale = Set[tuple[Key, str]]
"""Records and pages with a text whose original has changed since, and in which languages."""


@dataclass(frozen=True)
class Context:
    """What a page is made from. Nothing here reads a file, the clock or the environment."""

    content: Content
    language: str
    """The language of texts and words."""
    today: dt.date
    """The day that "upcoming" and "past" are relative to."""
    path: str = ""
    """The page that it is seen from."""
    site_language: str = ""
    """The language whose pages links lead to, where it differs: on a fallback page."""
    root: str = ""
    """The path of the site on its host, for pages that are shown at any address: the 404 pages."""
    site_url: str = ""
    """Where the site is published, with a slash at the end; "" while that is not known."""
    offline: bool = False
    """Whether pages are opened as files: there a folder does not lead to the page within it."""
    stale: Stale | None = None
    """What is out of date, None while that is not known."""

    def at(self, path: str) -> Context:
        """Return the context as another page sees it."""
        return replace(self, path=path)

    @property
    def source_language(self) -> str:
        """The language that the content is first written in."""
        return self.content.settings.source_language

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return words_of(self.language)

    def is_stale(self, key: Key) -> bool:
        """Tell whether a record or page is known to be out of date in the language."""
        return self.stale is not None and (key, self.language) in self.stale

    @cached_property
    def formats(self) -> str:
        """The CLDR locale of dates, numbers and lists."""
        return self.content.settings.formats_of(self.language)

    def t(self, word: str) -> str:
        """Return a word of the interface."""
        return self.words.gettext(word)

    def text(self, record: Record | AllianceModel, field: str) -> Phrase:
        """Return a text by its dotted field path, in the source language where it must be."""
        return self.phrase(key_of(record), field)

    def phrase(self, key: Key, field: str) -> Phrase:
        """Return a text of a record, named by its kind and slug; raise KeyError without it."""
        languages = self.content.translations[key]
        if (own := languages.get(self.language)) and (text := own.texts.get(field)):
            return Phrase(text, self.language)
        source = self.source_language
        return Phrase(languages[source].texts[field], source, self.language != source)

    def maybe(self, record: Record | AllianceModel, field: str) -> Phrase | None:
        """Return a text that need not be there."""
        texts = self.content.translations[key_of(record)][self.source_language].texts
        return self.text(record, field) if field in texts else None

    def by_title(self, records: Iterable[R]) -> tuple[R, ...]:
        """Return records in the order of what they are called in the language."""
        return tuple(sorted(records, key=lambda r: cldr.collation_key(self.title(r).text)))

    def title(self, record: Record) -> Phrase:
        """Return what a record is called in lists, links and titles."""
        if isinstance(record, Market):
            return Phrase(cldr.country_name(record.country, self.language), self.language)
        if isinstance(record, Agreement):
            names = cldr.listing(record.counterparts, self.formats)
            return Phrase(names, self.language, is_name=True)
        field = ALL_KINDS[record.kind].title or "slug"
        if translatable(type(record).model_fields[field]):
            return self.text(record, field)
        return Phrase(getattr(record, field), self.language, is_name=True)

    def href(self, path: str, language: str = "") -> str:
        """Return the link to a page, in the language of this one unless another is named."""
        target = address(
            path, language or self.site_language or self.language, self.source_language
        )
        if self.offline and (not target or target.endswith("/")):
            target += "index.html"
        if self.root:
            return self.root + target
        return relative(self.address, target)

    @property
    def address(self) -> str:
        """Where the page stands."""
        return address(self.path, self.site_language or self.language, self.source_language)

    def absolute(self, path: str, language: str = "") -> str:
        """Return the complete address of a page, "" while the site's is not known."""
        code = language or self.site_language or self.language
        where = address(path, code, self.source_language)
        return self.site_url + where if self.site_url else ""

    def asset(self, name: str) -> str:
        """Return the link to a file that is the same for all languages, by its path."""
        return self.root + name if self.root else relative(self.address, name)

    def picture(self, file: str) -> dict[str, str]:
        """Return the attributes `src`, and `width` and `height` if known, of a file below docs/."""
        pixels = self.content.sizes.get(file)
        sides = {"width": str(pixels[0]), "height": str(pixels[1])} if pixels else {}
        return {"src": self.asset(file), **sides}

    def link(self, record: Record) -> str:
        """Return the link to the page of a record."""
        return self.href(f"{record.kind}/{record.slug}")

    def number(self, value: int) -> str:
        """Write a number."""
        return cldr.number(value, self.formats)

    def counted(self, number: int, what: str) -> str:
        """Write how many there are of a sort, as in `26 companies`."""
        return labels.counted(self.words, number, self.number(number), what)

    def date(self, value: PartialDate) -> str:
        """Write a date as precisely as it is known."""
        return cldr.date(value, self.formats)

    @property
    def day(self) -> str:
        """The day that the page stands for, as it is written."""
        return self.date(PartialDate.of(self.today))

    def period(self, start: PartialDate, end: PartialDate | None) -> str:
        """Write the time from a start to an end."""
        return cldr.period(start, end, self.formats)

    def phase_period(self, phase: Phase) -> str:
        """Write the time of a phase, or since when it runs."""
        if phase.end is None:
            return self.t("Since {date}").format(date=self.date(phase.start))
        return self.period(phase.start, phase.end)

    def figure(self, figure: Figure) -> str:
        """Write the number of a figure, with how exact it is."""
        return labels.qualified(self.words, figure.qualifier, self.number(figure.value))

    def markdown(self, key: Key, field: str) -> Markup:
        """Return a Markdown text as safe HTML, marked with its language where that differs."""
        phrase = self.phrase(key, field)
        html = self.render_markdown(key, phrase.text)
        if not phrase.foreign:
            return html
        return Markup('<div lang="{}" dir="{}">{}</div>').format(
            phrase.language, cldr.direction(phrase.language), html
        )

    def render_markdown(self, key: Key, text: str, section: Section | None = None) -> Markup:
        """Return a Markdown text of a record or page, or a section of it, as safe HTML."""
        return render_markdown(self.content.parse(text), TextLinks(self, key), section)


@dataclass(frozen=True)
class TextLinks:
    """The links of a Markdown text, as they are on the page of a context."""

    context: Context
    key: Key
    """The record or page that the text belongs to."""

    def href(self, target: str) -> str:
        """Lead to the page of a Markdown file, a picture or another site."""
        path, mark, fragment = target.partition("#")
        if not path or ":" in path:
            return target
        file = resolve_link(self.key, path) or ""
        if file.endswith(".md"):
            return self.context.href(path_of(file)) + mark + fragment
        return self.context.asset(file)

    def image(self, target: str) -> dict[str, str]:
        """Lead to a picture, and say how large it is."""
        return self.context.picture(resolve_link(self.key, target) or "")

    def name(self, directive: str) -> Markup:
        """Return the link or number that a directive in a sentence is shown as."""
        kind, slug = directives.parse_name(directive)
        record = self.context.content.records[kind].get(slug) if kind else None
        match record:
            case None:  # a draft, which the published site does not name
                return Markup("<span>…</span>")
            case Figure():
                return _span(self.context.figure(record))
            case Result():
                return _span(self.context.number(record.claim))
        title = self.context.title(record)
        attributes = {"href": self.context.link(record)} if kind in PAGED else {}
        if title.foreign:
            attributes |= {"lang": title.language, "dir": cldr.direction(title.language)}
        shown = Markup("").join(Markup(' {}="{}"').format(*item) for item in attributes.items())
        tag = "a" if attributes.get("href") else "span"
        return Markup("<{0}{1}>{2}</{0}>").format(tag, shown, title.text)

    def t(self, word: str) -> str:
        """Return a word of the interface."""
        return self.context.t(word)


def _span(text: str) -> Markup:
    return Markup("<span>{}</span>").format(text)
