"""What pages are about, in the terms of schema.org: the alliance, its records, its open data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from alliance.content.content import ARTICLES
from alliance.content.context import Context
from alliance.content.relations import markets_for, partners_of
from alliance.content.urls import DATA_FILE, DATA_FOLDER, address
from alliance.i18n import cldr
from alliance.i18n.dates import PartialDate, term_end
from alliance.model.records import Activity, Agreement, Article, Market, Partner, Record
from alliance.site.layout import Layout, titles
from alliance.site.pages import Page
from alliance.views.opendata.package import data_tables, span
from alliance.views.opendata.records_json import LICENCE

JsonLd = dict[str, Any]
"""A thing in JSON-LD; what is empty in it has not been said."""

# What these sorts of activity are called in the vocabulary; all others are an Event.
_EVENTS = {"mission": "BusinessEvent", "matchmaking": "BusinessEvent", "fair": "ExhibitionEvent"}


def subject(here: Context, record: Record) -> JsonLd:
    """Return what a page is about, as properties of a WebPage."""
    found = _SUBJECTS.get(type(record), _of_any)(here, record)
    if isinstance(record, Article):  # its page names no sources
        return found
    return {**found, "citation": [source.url for source in record.source]}


def _alliance(here: Context) -> JsonLd:
    name = str(here.text(here.content.alliance, "name"))
    home = here.site_url and f"{here.site_url}#alliance"
    return {"@type": "Organization", "@id": home, "name": name}


def _member(here: Context, partner: Partner) -> JsonLd:
    where = address(f"partners/{partner.slug}", here.source_language, here.source_language)
    same = here.site_url and f"{here.site_url}{where}#partner"
    return {"@type": "Organization", "@id": same, "name": partner.name}


def _country(here: Context, code: str) -> JsonLd:
    name = cldr.country_name(code, here.language)
    return {"@type": "Country", "name": name, "identifier": code}


def _of_article(here: Context, article: Article) -> JsonLd:
    """Return what the views of a written page show: the alliance, and its open data."""
    views = set(_views(here, article))
    parts = [part(here) for view, part in _ALLIANCE_PARTS.items() if view in views]
    entities = [_dataset(here)] if "downloads" in views else []
    if parts:
        entities.append({**_alliance(here), **{k: v for part in parts for k, v in part.items()}})
    return {"mainEntity": entities}


def _views(here: Context, article: Article) -> Iterator[str]:
    if article.body:
        body = here.phrase((ARTICLES, here.path), "body").text
        yield from (view.name for view in here.content.parse(body).views)


def _welcome_part(here: Context) -> JsonLd:
    alliance = here.content.alliance
    return {
        "url": here.absolute(""),
        "slogan": str(here.text(alliance, "tagline")),
        "knowsAbout": str(here.text(alliance, "sector")),
    }


def _facts_part(here: Context) -> JsonLd:
    alliance = here.content.alliance
    return {
        "alternateName": list(alliance.aliases),
        "knowsAbout": str(here.text(alliance, "sector")),
        **_partners_part(here),
    }


def _partners_part(here: Context) -> JsonLd:
    return {"member": [_member(here, partner) for partner in here.content.partners]}


_ALLIANCE_PARTS: dict[str, Callable[[Context], JsonLd]] = {
    "welcome": _welcome_part,
    "partners": _partners_part,
    "facts": _facts_part,
}
"""What a view of a written page says of the alliance."""


def _dataset(here: Context) -> JsonLd:
    key, period = (ARTICLES, here.path), span(here.content)
    files = [(DATA_FOLDER + DATA_FILE, "application/json")]
    files += [(table.path, "text/csv") for table in data_tables(here)]
    return {
        "@type": "Dataset",
        "url": here.absolute(here.path),
        "name": str(here.phrase(key, "title")),
        "description": str(here.phrase(key, "description")),
        "license": LICENCE["path"],
        "creator": _alliance(here),
        "isAccessibleForFree": True,
        "inLanguage": list(here.content.settings.codes),
        "temporalCoverage": f"{period[0]}/{period[1] or '..'}" if period else "",
        "dateModified": here.today.isoformat(),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": path.removeprefix(DATA_FOLDER),
                "contentUrl": here.site_url + path,
                "encodingFormat": form,
            }
            for path, form in files
            if here.site_url
        ],
    }


def _of_partner(here: Context, partner: Partner) -> JsonLd:
    region = {"@type": "AdministrativeArea", "name": str(here.text(partner, "region"))}
    city = here.maybe(partner, "city")
    return {
        "mainEntity": {
            **_member(here, partner),
            "alternateName": list(partner.aliases),
            "description": str(here.text(partner, "summary")),
            "url": partner.url,
            "logo": partner.logo and here.site_url and here.site_url + partner.logo.file,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": str(city or ""),
                "addressCountry": _country(here, partner.country),
            },
            "areaServed": region,
            "memberOf": _alliance(here),
        }
    }


def _of_market(here: Context, market: Market) -> JsonLd:
    return {"about": _country(here, market.country)}


def _of_any(here: Context, record: Record) -> JsonLd:
    return {"about": {"@type": "Thing", "name": here.title(record).text}}


def _of_activity(here: Context, activity: Activity) -> JsonLd:
    """Return an Event if its first day is known: the vocabulary has no event of some day in May.

    One that is known to the month or year is the time that its page covers instead.
    """
    countries = [_country(here, m.country) for m in markets_for(here.content, activity)]
    start = activity.start
    if start is None or start.precision != "day":
        return {"about": countries, "temporalCoverage": _interval(start, activity.end)}
    return {"about": countries, "mainEntity": _event(here, activity, start)}


def _event(here: Context, activity: Activity, start: PartialDate) -> JsonLd:
    end = activity.end
    named = partners_of(here.content, activity) if activity.partners else ()
    return {
        "@type": _EVENTS.get(activity.type, "Event"),
        "url": here.absolute(here.path),
        "name": str(here.text(activity, "title")),
        "description": str(here.text(activity, "summary")),
        "startDate": str(start),
        "endDate": str(end) if end and end.precision == "day" else "",
        "eventStatus": "https://schema.org/EventCancelled" if activity.cancelled else "",
        "location": list(_locations(here, activity)),
        "eventAttendanceMode": _mode(activity),
        "contributor": [_member(here, partner) for partner in named],
        "sameAs": activity.url,
    }


def _locations(here: Context, activity: Activity) -> Iterator[JsonLd]:
    if place := here.maybe(activity, "place"):
        yield {"@type": "Place", "name": str(place), "address": str(place)}
    if activity.online:
        where = activity.url or here.absolute(here.path)
        yield {"@type": "VirtualLocation", "name": here.t("Online"), "url": where}


def _mode(activity: Activity) -> str:
    if not (activity.place or activity.online):
        return ""
    mode = "Mixed" if activity.place and activity.online else "Online"
    return f"https://schema.org/{mode if activity.online else 'Offline'}EventAttendanceMode"


def _of_agreement(here: Context, agreement: Agreement) -> JsonLd:
    signed, term = agreement.signed, agreement.term
    named = partners_of(here.content, agreement) if agreement.partners else ()
    return {
        "about": [_country(here, m.country) for m in markets_for(here.content, agreement)],
        "mentions": [
            *({"@type": "Organization", "name": name} for name in agreement.counterparts),
            *(_member(here, partner) for partner in named),
        ],
        "temporalCoverage": _interval(signed, term_end(signed, term) if signed and term else None),
    }


def _interval(start: PartialDate | None, end: PartialDate | None) -> str:
    """Write a time as precisely as it is known (ISO 8601: 2016-10, or 2016-10/2016-12)."""
    return "/".join(str(date) for date in (start, end) if start and date)


_SUBJECTS: dict[type[Record], Callable[[Context, Any], JsonLd]] = {
    Article: _of_article,
    Partner: _of_partner,
    Market: _of_market,
    Activity: _of_activity,
    Agreement: _of_agreement,
}


def structured(page: Page, context: Context, layout: Layout) -> Markup:
    """Return what a page says as JSON-LD that can stand in a script element, "" for nothing."""
    if page.is_fallback(context.language) or context.offline:
        return Markup()
    here = context.at(page.path)
    nodes = [_page(page, here, layout)]
    if not page.path:
        short_name = here.content.alliance.short_name
        nodes.insert(0, {**_site(here), "alternateName": short_name, "inLanguage": here.language})
    return _script({"@context": "https://schema.org", "@graph": nodes})


def _script(value: JsonLd) -> Markup:
    """Write JSON in which nothing can end the element around it (HTML, 4.12.1.3)."""
    text = json.dumps(_without_nothing(value), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 (no sign of HTML is left in it)


def _without_nothing(value: Any) -> Any:
    """Leave out what is empty, at any depth, and fold white space as the page does."""
    if isinstance(value, dict):
        return {key: _without_nothing(part) for key, part in value.items() if part}
    if isinstance(value, list):
        return [_without_nothing(part) for part in value if part]
    return " ".join(value.split()) if isinstance(value, str) else value


def _page(page: Page, here: Context, layout: Layout) -> JsonLd:
    title, _ = titles(page, here)  # the description stands in the head already
    return {
        "@type": "WebPage",
        "url": here.absolute(page.path),
        "name": str(title),
        "inLanguage": here.language,
        "license": LICENCE["path"],
        "isPartOf": _site(here),
        "breadcrumb": _breadcrumbs(here, layout),
        **subject(here, page.record),
    }


def _site(here: Context) -> JsonLd:
    name = str(here.text(here.content.alliance, "name"))
    return {"@type": "WebSite", "url": here.absolute(""), "name": name}


def _breadcrumbs(here: Context, layout: Layout) -> JsonLd:
    """Return the way from the home page; without complete addresses it would lead nowhere."""
    if not here.site_url or not layout.breadcrumbs:
        return {}
    page = here.absolute(here.path)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(entry.text),
                "item": urljoin(page, entry.href) if entry.href else "",
            }
            for position, entry in enumerate(layout.breadcrumbs, 1)
        ],
    }
