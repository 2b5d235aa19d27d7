"""The pages for addresses that lead nowhere: one for each language; the root one speaks all."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from alliance.content.content import Content
from alliance.content.context import Context
from alliance.content.urls import address
from alliance.i18n import cldr
from alliance.i18n.catalogues import words_of
from alliance.site.layout import Layout, standalone
from alliance.views.blocks import Item
from alliance.views.templates import environment

PATH = "404.html"


@dataclass(frozen=True, slots=True)
class Apology:
    """What a 404 page says in one language."""

    language: str
    direction: str
    title: str
    text: str
    home: Item


def root_of(site_url: str) -> str:
    """Return the path of the site on its host, "/" without an address.

    A 404 page is shown at any address, so its links cannot be relative.
    """
    return urlsplit(site_url).path or "/"


def notfound_layout(context: Context) -> Layout:
    """Return the layout of the 404 page of a context that has a root."""
    apology = _apology(context, context.language)
    return standalone(context, apology.title, apology.text)


def notfound_html(context: Context) -> str:
    """Return the content of the 404 page of a context that has a root."""
    is_root = context.language == context.source_language
    codes = context.content.settings.codes if is_root else (context.language,)
    apologies = [_apology(context, code) for code in codes]
    template = environment().get_template("404.html")
    return template.render(first=apologies[0], others=apologies[1:])


def notfound_address(content: Content, language: str) -> str:
    """Return where the 404 page of a language stands."""
    return address(PATH, language, content.settings.source_language)


def _apology(context: Context, language: str) -> Apology:
    t = words_of(language)
    return Apology(
        language,
        cldr.direction(language),
        t.gettext("Page not found"),
        t.gettext(
            "There is no page at this address."
            " It may have moved, or the address has a mistake in it."
        ),
        Item(t.gettext("Go to the home page"), context.href("", language)),
    )
