"""Interface words for the values that records may hold. `_` marks a word for the catalogues."""

from __future__ import annotations

from alliance.i18n.catalogues import Words


def _(word: str) -> str:
    return word


TYPES = {
    # activities
    "mission": _("Mission"),
    "matchmaking": _("Matchmaking session"),
    "meeting": _("Meeting"),
    "workshop": _("Workshop"),
    "webinar": _("Webinar"),
    "conference": _("Conference"),
    "fair": _("Trade fair"),
    # agreements
    "memorandum": _("Memorandum of understanding"),
    "partnership": _("Partnership agreement"),
    "development": _("Business development agreement"),
    "other": _("Other"),
}

ROLES = {"coordinator": _("Project coordinator"), "partner": _("Partner")}

# How a translation was made.
ORIGINS = {
    "machine": _("By machine"),
    "human": _("By a person"),
    "reviewed": _("Reviewed"),
}


def counted(words: Words, number: int, shown: str, what: str) -> str:
    """Return how many there are, of which sort; `shown` is the number as it is written."""
    forms = {
        "agreements": words.ngettext("{n} agreement", "{n} agreements", number),
        "activities": words.ngettext("{n} activity", "{n} activities", number),
        "companies": words.ngettext("{n} company", "{n} companies", number),
        "organisations": words.ngettext("{n} organisation", "{n} organisations", number),
        "people": words.ngettext("{n} person", "{n} people", number),
    }
    return forms[what].format(n=shown)


def qualified(words: Words, qualifier: str, shown: str) -> str:
    """Return a number with how exact it is, as in `over 358,000`."""
    forms = {
        "exactly": "{n}",
        "over": words.pgettext("a number", "over {n}"),
        "about": words.pgettext("a number", "about {n}"),
    }
    return forms[qualifier].format(n=shown)
