"""The views of the status: whether the alliance is active, and how its money stands."""

from __future__ import annotations

from alliance.content import directives
from alliance.content.checks.standing import Money, Standing, standing
from alliance.content.edition import Edition
from alliance.i18n.dates import PartialDate
from alliance.views.blocks import Item, Note, Status


def status(edition: Edition, view: directives.View) -> Status | Note:
    """Return how the alliance stands, in full or as a note of one line."""
    alliance = edition.content.alliance
    found = standing(alliance, edition.today)
    if "form" in view.options:
        return Note(sentence(edition, found), _more(edition))
    is_active = alliance.status.active
    active = edition.t("Officially active") if is_active else edition.t("Not officially active")
    funded = edition.t("Funded") if found.is_funded else edition.t("Not funded")
    return Status(
        edition.t("Current status"),
        sentence(edition, found),
        (active, funded),
        edition.text(alliance, "status.text"),
        _more(edition),
    )


def sentence(edition: Edition, found: Standing) -> str:
    """Say how the money stands."""
    if found.date is None:
        return edition.t("No phase of the alliance has been funded.")
    shown = edition.date(found.date)
    match found.money:
        case Money.COMING:
            return edition.t("Funding begins: {date}.").format(date=shown)
        case Money.OPEN:
            return edition.t("The project has been funded since {date}.").format(date=shown)
        case Money.UNTIL:
            return edition.t("The project is funded until {date}.").format(date=shown)
    return _ended(edition, found.date).format(date=shown)


def _ended(edition: Edition, end: PartialDate) -> str:
    """Return the sentence for a date of that precision: languages differ in the word before it."""
    match end.precision:
        case "day":
            return edition.t("The funded project ended on {date}.")
        case "month":
            return edition.words.pgettext("a month", "The funded project ended in {date}.")
    return edition.words.pgettext("a year", "The funded project ended in {date}.")


def _more(edition: Edition) -> Item | None:
    """Return the link to the page that tells the status in full: best not the home page."""
    pages = [path for path, article in edition.content.articles.items() if _tells(article.body)]
    target = min(pages, key=lambda path: (not path, path), default=edition.path)
    if target == edition.path:
        return None
    return Item(edition.t("How the alliance stands today"), f"{edition.href(target)}#al-status")


def _tells(markdown: str | None) -> bool:
    views = (part for part in directives.split(markdown or "") if isinstance(part, directives.View))
    return any(view.name == "status" and not view.options for view in views)
