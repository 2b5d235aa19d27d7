"""What is shown of a page where its address is shared: Open Graph and card tags, and the picture.

Sources: ogp.me ("The Open Graph protocol"); developer.x.com, "Summary card with large image".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from alliance.content.context import Context
from alliance.graphics.social import FOLDER, HEIGHT, NEUTRAL, WIDTH, CardRenderer, SocialCard
from alliance.i18n import cldr
from alliance.model.records import Article
from alliance.site.pages import Page
from alliance.views.cards import sort


@dataclass(frozen=True, slots=True)
class Tag:
    """A meta element: which attribute names it, its name and its content."""

    attribute: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """The picture of a page."""

    path: str
    """Where it stands, relative to the root of the site."""
    alt: str
    made: bytes
    """The file, empty where another page or output brings it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the tags of a page say in words."""

    title: str
    description: str
    language: str
    """The language of the text, which on a fallback page is not the reader's."""


def shared_picture(page: Page, context: Context, renderer: CardRenderer) -> SharedPicture:
    """Return the picture of a page for readers of the context's language.

    A fallback page shows that of the language that its text is in.
    """
    written = page.written_in(context.language)
    card = _card(page, replace(context, language=written))
    made = renderer.draw(card)
    if not made:
        return SharedPicture(NEUTRAL, card.site, b"")
    path = f"{FOLDER}/{written}/{page.path or 'index'}.png"
    return SharedPicture(path, card.title, made if written == context.language else b"")


def tags(
    page: Page, context: Context, shared: Shared, shown: SharedPicture | None
) -> Iterator[Tag]:
    """Yield the tags of a page; what needs the address of the site is left out without it."""
    yield _og("title", shared.title)
    yield _og("description", shared.description)
    yield _og("type", "article" if page.path else "website")
    yield _og("site_name", _site(context))
    yield _og("locale", _locale(context, shared.language))
    if context.site_url:
        yield _og("url", context.absolute(page.path, shared.language))
    has_picture = shown is not None and bool(context.site_url)
    yield Tag("name", "twitter:card", "summary_large_image" if has_picture else "summary")
    if shown is not None and context.site_url:
        yield from _picture_tags(context.site_url, shown)


def _picture_tags(site_url: str, shown: SharedPicture) -> Iterator[Tag]:
    yield _og("image", site_url + shown.path)
    yield _og("image:width", str(WIDTH))
    yield _og("image:height", str(HEIGHT))
    yield _og("image:alt", shown.alt)


def _card(page: Page, context: Context) -> SocialCard:
    record = page.record
    if not page.path:
        title, kicker = context.text(context.content.alliance, "tagline"), ""
    elif isinstance(record, Article):
        title, kicker = context.phrase(page.key, "title"), ""
    else:
        title, kicker = context.title(record), sort(context, record)
    return SocialCard(context.language, str(title), kicker, _site(context))


def _site(context: Context) -> str:
    return str(context.text(context.content.alliance, "name"))


def _locale(context: Context, code: str) -> str:
    """Return a language as Open Graph writes it, language_TERRITORY."""
    formats = context.content.settings.formats_of(code)
    return f"{formats.partition('-')[0]}_{cldr.territory(formats)}"


def _og(name: str, content: str) -> Tag:
    return Tag("property", f"og:{name}", content)
