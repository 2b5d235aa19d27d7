"""How records belong together: computed from what they say, never typed twice."""

from __future__ import annotations

from alliance.content.content import Content, is_cancelled, markets_of
from alliance.i18n.timing import whole_days
from alliance.model.model import Activity, Agreement, Market, Partner, Record, Theme

Joint = Activity | Agreement
"""What partners do together."""


def takes_part(content: Content, partner: Partner, record: Joint) -> bool:
    """Tell whether a partner is known to take part in an activity or agreement.

    One that names no partners is the whole alliance's: of those that took part in its phase.
    """
    if record.partners:
        return partner.slug in record.partners
    return record.phase is None or record.phase in partner.phases


def joint(content: Content) -> tuple[Joint, ...]:
    """Return all activities and agreements."""
    return (*content.activities, *content.agreements)


def activities_of(content: Content, record: Record) -> tuple[Activity, ...]:
    """Return the activities of a partner, market, theme or agreement, the latest first."""
    return tuple(a for a in content.activities if _belongs(content, a, record))


def scheduled(content: Content, market: Market | None = None) -> tuple[Activity, ...]:
    """Return the activities whose days are known, of a market or of all, the latest first."""
    found = activities_of(content, market) if market else content.activities
    return tuple(a for a in found if whole_days(a.start, a.end))


def agreements_of(content: Content, record: Record) -> tuple[Agreement, ...]:
    """Return the agreements of a partner, market or activity, the latest first."""
    return tuple(a for a in content.agreements if _belongs(content, a, record))


def partners_of(content: Content, record: Market | Joint) -> tuple[Partner, ...]:
    """Return the partners known to work on a market, or to take part in a record."""
    records = [record] if isinstance(record, Activity | Agreement) else _of_market(content, record)
    return tuple(
        partner
        for partner in content.partners
        if any(takes_part(content, partner, record) for record in records)
    )


def evidence(content: Content, partner: Partner, market: Market) -> tuple[Joint, ...]:
    """Return what a partner is known to have done on a market, the latest first of each kind."""
    return tuple(r for r in _of_market(content, market) if takes_part(content, partner, r))


def contacts_of(content: Content, market: Market) -> tuple[Partner, ...]:
    """Return the partners to ask about a market: those it names, else the coordinator."""
    named = tuple(partner for partner in content.partners if partner.slug in market.contacts)
    return named or content.coordinators


def markets_for(
    content: Content, record: Partner | Activity | Agreement | Theme
) -> tuple[Market, ...]:
    """Return the markets that a partner works on, or that a record is about."""
    if isinstance(record, Activity | Agreement):
        slugs = set(markets_of(record))
    else:
        slugs = {
            slug for a in joint(content) if _belongs(content, a, record) for slug in markets_of(a)
        }
    return tuple(market for market in content.markets if market.slug in slugs)


def themes_of(content: Content, activity: Activity) -> tuple[Theme, ...]:
    """Return the themes of an activity."""
    return tuple(theme for theme in content.themes if theme.slug in activity.themes)


def related(content: Content, record: Record) -> tuple[Record, ...]:
    """Return every record that the page of a record names."""
    found: list[Record] = [*activities_of(content, record), *agreements_of(content, record)]
    if isinstance(record, Partner | Activity | Agreement | Theme):
        found += markets_for(content, record)
    if isinstance(record, Market | Activity | Agreement):
        found += partners_of(content, record)
    if isinstance(record, Market):
        found += contacts_of(content, record)
    if isinstance(record, Activity):
        found += themes_of(content, record)
    return tuple(found)


def _of_market(content: Content, market: Market) -> list[Joint]:
    """Return what was done on a market, or is to be."""
    found = [record for record in joint(content) if market.slug in markets_of(record)]
    return [record for record in found if not is_cancelled(record)]


def _belongs(content: Content, item: Joint, record: Record) -> bool:
    match record:
        case Partner():
            return takes_part(content, record, item)
        case Market():
            return record.slug in markets_of(item)
        case Theme():
            return isinstance(item, Activity) and record.slug in item.themes
        case Agreement():
            return isinstance(item, Activity) and item.slug in record.activities
        case Activity():
            return isinstance(item, Agreement) and record.slug in item.activities
    return False
