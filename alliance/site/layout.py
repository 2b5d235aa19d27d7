"""A copy of the site to read from a folder: what it says of itself, and where its index lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from alliance.content.content import ARTICLES
from alliance.content.context import Context
from alliance.content.urls import FEED, address, path_of
from alliance.headers import meta_policy, offline_policy
from alliance.i18n import cldr
from alliance.i18n.catalogues import Words, words_of
from alliance.model.kinds import PAGED
from alliance.model.translations import Phrase
from alliance.site.edit_links import Proposal, proposals
from alliance.site.notices import Notice, notice
from alliance.site.opengraph import Shared, SharedPicture, Tag, tags
from alliance.site.pages import Page
from alliance.views.alliance import last_credit
from alliance.views.blocks import Credit, Label
from alliance.views.search import is_searched, page_with


def index_name(language: str) -> str:
    """Return where the index of a language lies, relative to the root of the copy."""
    return f"assets/search/{language}.js"


def offline_note(context: Context) -> str:
    """Return the sentence that says of which day the copy is."""
    return context.t("Copy for reading offline, as of {date}").format(date=context.day)


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of a menu; `current` is "page", "true" (a page below it) or ""."""

    text: Label
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language that the page can be read in."""

    code: str
    direction: str
    name: str
    href: str
    is_current: bool
    is_translated: bool
    offer: str = ""
    """What offers the page in it, in its own words; "" where there is nothing to offer."""
    dismiss: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a language has in common, but for where its links start from."""

    policy: Markup
    """What the page may load and run, as a Content Security Policy."""
    base: str
    """The link to the root of the site, with a slash at the end."""
    home: str
    short_name: str
    logo: Mapping[str, str]
    """Address, width and height of the alliance's logo; empty without one."""
    menu: tuple[NavLink, ...]
    search: NavLink | None
    """The page with the search, None if there is none."""
    footer: tuple[NavLink, ...]
    partners: tuple[NavLink, ...]
    feed: NavLink | None
    """None while the address of the site, which a feed is full of, is not known."""
    credit: Credit | None
    """What the giver of the latest money asks to be shown."""
    theme: tuple[str, str]
    """The colour of the window around light and around dark pages."""
    t: Words
    offline: str = ""
    """What says of which day a copy for reading offline is, "" for the site itself."""
    copyright: Label = ""
    """A line for the foot, as mkdocs.yml gives it."""
    index: str = ""
    """The link to what such a copy finds pages by."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All that the page template prints beside the content. Texts are plain; it escapes them."""

    frame: Frame
    language: str
    direction: str
    content_language: str
    content_direction: str
    title: str
    description: str
    languages: tuple[LanguageLink, ...]
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    """hreflang and absolute address of each true translation, with x-default."""
    breadcrumbs: tuple[NavLink, ...] = ()
    is_searched: bool = False
    """Whether the search finds the page in the language of its reader."""
    notice: Notice | None = None
    tags: tuple[Tag, ...] = ()
    """What is shown of the page where its address is shared."""
    proposals: tuple[Proposal, ...] = ()
    """What leads to the forms in which a change can be proposed."""
    structured: Label = ""
    """What the page says, as JSON-LD that can stand in a script element; "" for nothing."""


def layout(page: Page, context: Context, picture: SharedPicture | None = None) -> Layout:
    """Return the layout of a page for the readers of a language.

    While the site's address is not known nothing absolute is said: no canonical, no alternates.
    """
    here, site_url = context.at(page.path), context.site_url
    own = page.written_in(context.language)
    title, description = titles(page, here)
    if page.key[0] != ARTICLES and str(title) not in str(description):
        description = f"{title} – {description}"
    site_name = here.text(here.content.alliance, "name")
    whole_title = f"{title} – {site_name}" if page.path else f"{site_name} – {title}"
    shared = Shared(str(title) if page.path else whole_title, str(description), own)
    return Layout(
        frame=_frame(here),
        language=context.language,
        direction=cldr.direction(context.language),
        content_language=own,
        content_direction=cldr.direction(own),
        title=whole_title,
        description=str(description),
        canonical=here.absolute(page.path, own),
        alternates=alternates(page, site_url) if own == context.language and site_url else (),
        breadcrumbs=_breadcrumbs(page, here),
        is_searched=is_searched(page.content, page.key) and not page.is_fallback(context.language),
        languages=_languages(page, here),
        notice=notice(page, here),
        tags=tuple(tags(page, here, shared, picture)),
        proposals=tuple(proposals(page, here)),
    )


def standalone(context: Context, title: str, description: str) -> Layout:
    """Return the layout of a page that is shown at any address, such as a 404 page."""
    languages = tuple(
        _language(context, code, context.href("", code), is_translated=True)
        for code in context.content.settings.codes
    )
    return Layout(
        frame=_frame(context),
        language=context.language,
        direction=cldr.direction(context.language),
        content_language=context.language,
        content_direction=cldr.direction(context.language),
        title=f"{title} – {context.text(context.content.alliance, 'name')}",
        description=description,
        languages=languages,
    )


def titles(page: Page, context: Context) -> tuple[Label, Label]:
    """Return title and description of a page."""
    if page.key[0] == ARTICLES:
        return context.phrase(page.key, "title"), context.phrase(page.key, "description")
    return context.title(page.record), context.text(page.record, "summary")


def alternates(page: Page, site_url: str) -> tuple[tuple[str, str], ...]:
    """Return hreflang and address of a page in each language it exists in, and x-default."""
    source = page.content.settings.source_language
    found = [(code, site_url + address(page.path, code, source)) for code in page.languages]
    return (*found, ("x-default", site_url + address(page.path, source, source)))


def _frame(context: Context) -> Frame:
    alliance, settings = context.content.alliance, context.content.settings
    colours = context.content.palette
    return Frame(
        policy=offline_policy() if context.offline else meta_policy(),
        base=context.asset(""),
        home=context.href(""),
        short_name=alliance.short_name,
        logo=context.picture(alliance.logo.file) if alliance.logo else {},
        menu=tuple(_entry(context, path_of(file)) for file in settings.menu),
        search=_search(context),
        footer=tuple(_entry(context, path_of(file)) for file in settings.footer),
        partners=tuple(
            NavLink(context.title(partner), context.link(partner))
            for partner in context.content.partners
        ),
        feed=NavLink(context.t("News feed"), context.href(FEED)) if context.site_url else None,
        credit=last_credit(context),
        theme=(colours.light.primary, colours.dark.tint),
        t=context.words,
        offline=offline_note(context) if context.offline else "",
        copyright=_copyright(context),
        index=context.asset(index_name(context.language)) if context.offline else "",
    )


def _copyright(context: Context) -> Label:
    source = context.source_language
    text = context.content.settings.copyright
    return Phrase(text, source, foreign=context.language != source) if text else ""


def _search(context: Context) -> NavLink | None:
    path = None if context.offline else page_with(context.content, "search")
    return None if path is None else _entry(context, path)


def _entry(context: Context, path: str) -> NavLink:
    current = "page" if path == context.path and not context.root else ""
    if not current and path and context.path.startswith(f"{path}/"):
        current = "true"
    return NavLink(_name(context, path), context.href(path), current)


def _name(context: Context, path: str) -> Label:
    key = ARTICLES, path
    source = context.content.translations[key][context.source_language]
    return context.phrase(key, "nav" if "nav" in source.texts else "title")


def _breadcrumbs(page: Page, context: Context) -> tuple[NavLink, ...]:
    if not page.path:
        return ()
    kind = page.path.partition("/")[0]
    above = ["", kind] if kind in PAGED and page.path != kind else [""]
    entries = [
        NavLink(_name(context, path), context.href(path))
        for path in above
        if path in context.content.articles
    ]
    return (*entries, NavLink(titles(page, context)[0], "", "page"))


def _languages(page: Page, context: Context) -> tuple[LanguageLink, ...]:
    return tuple(
        _language(context, code, context.href(page.path, code), not page.is_fallback(code))
        for code in context.content.settings.codes
    )


def _language(context: Context, code: str, href: str, is_translated: bool) -> LanguageLink:
    is_current = code == context.language
    has_offer = is_translated and not is_current
    return LanguageLink(
        code,
        cldr.direction(code),
        cldr.language_name(code),
        href,
        is_current,
        is_translated,
        _offer(code) if has_offer else "",
        words_of(code).gettext("Close") if has_offer else "",
    )


def _offer(code: str) -> str:
    """Return the offer to read a page in a language, in that language."""
    sentence = words_of(code).gettext("Read this page in {language}")
    return sentence.format(language=cldr.language_in(code, code))
