"""The blocks that directives place: lists, figures, results, timeline, status, funding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from alliance import cldr, directives, vocabulary
from alliance.blocks import (
    Block,
    Card,
    Cards,
    Grant,
    Grants,
    Item,
    Label,
    Moment,
    Number,
    Numbers,
    Outcome,
    Outcomes,
    Prose,
    Status,
    Timeline,
    Welcome,
)
from alliance.content import ALLIANCE, markets_of
from alliance.edition import Edition
from alliance.model import (
    Activity,
    Agreement,
    Figure,
    Market,
    Participants,
    Partner,
    Phase,
    Record,
    Result,
)
from alliance.relations import takes_part
from alliance.timing import Timing, timing_of


def block(edition: Edition, view: directives.View) -> Block:
    """Return the block that a directive places."""
    return _BLOCKS[view.name](edition, view)


def card(edition: Edition, record: Record) -> Card:
    """Return a record as a card."""
    return Card(
        edition.link(record),
        edition.title(record),
        kicker(edition, record),
        edition.text(record, "summary"),
        tuple(_card_facts(edition, record)),
    )


def kicker(edition: Edition, record: Record) -> str:
    """Return the word above the title of a record: what sort it is, "" where its kind says it all."""
    match record:
        case Partner():
            return edition.t(vocabulary.ROLES[record.role])
        case Activity():
            return _activity_kicker(edition, record)
        case Agreement():
            return edition.t(vocabulary.TYPES[record.type])
    return ""


def _card_facts(edition: Edition, record: Record) -> Iterator[Label]:
    match record:
        case Partner():
            yield edition.text(record, "region")
            yield cldr.country_name(record.country, edition.language)
        case Activity():
            yield from _activity_facts(edition, record)
        case Agreement():
            yield edition.text(record, "place")
            if record.signed:
                yield edition.t("Signed: {date}").format(date=edition.date(record.signed))
        case Market():
            if phase := edition.content.phase(record.since):
                yield edition.t("Since {date}").format(date=edition.date(phase.start))


def cards(edition: Edition, records: tuple[Record, ...], empty: str = "", level: int = 3) -> Cards:
    """Return records as cards; `empty` is what to say when there are none."""
    wide = bool(records) and isinstance(records[0], Activity | Agreement)
    return Cards(tuple(card(edition, record) for record in records), empty, level, wide)


def sources(edition: Edition, record: Record | Result | Figure) -> tuple[Item, ...]:
    """Return where the facts of a record were published."""
    return tuple(
        Item(
            edition.t("{publisher}, seen on {date}").format(
                publisher=source.publisher, date=edition.date(source.seen)
            )
            if source.seen
            else source.publisher,
            source.url,
        )
        for source in record.source
    )


def _activity_kicker(edition: Edition, activity: Activity) -> str:
    kind = edition.t(vocabulary.TYPES[activity.type])
    word = {
        Timing.UPCOMING: edition.t("Upcoming"),
        Timing.RUNNING: edition.t("Now"),
    }.get(timing_of(activity.start, activity.end, edition.today), "")
    return f"{kind} · {word}" if word else kind


def _activity_facts(edition: Edition, activity: Activity) -> Iterator[Label]:
    if activity.start:
        yield edition.period(activity.start, activity.end)
    elif phase := edition.content.phase(activity.phase):
        period = edition.period(phase.start, phase.end)
        yield edition.t("No exact date, within {period}").format(period=period)
    if activity.place:
        yield edition.text(activity, "place")
    if activity.online:
        yield edition.t("Online")
    if activity.participants:
        yield participants(edition, activity.participants)


def participants(edition: Edition, taken_part: Participants) -> str:
    """Return how many took part, as in `26 companies`."""
    shown = edition.number(taken_part.count)
    return vocabulary.counted(edition.words, taken_part.count, shown, taken_part.of)


def _welcome(edition: Edition, _view: directives.View) -> Welcome:
    alliance = edition.content.alliance
    return Welcome(
        edition.text(alliance, "name"),
        edition.text(alliance, "tagline"),
        edition.text(alliance, "sector"),
        edition.t("Which market are you interested in?"),
        tuple(Item(edition.title(m), edition.link(m)) for m in edition.content.markets),
        Item(edition.t("All markets"), edition.href("markets")),
    )


def _aim(edition: Edition, _view: directives.View) -> Prose:
    return Prose(edition.markdown(ALLIANCE, "aim"))


def _status(edition: Edition, _view: directives.View) -> Status:
    status = edition.content.alliance.status
    active = edition.t("Officially active") if status.active else edition.t("Not officially active")
    funded = edition.t("Funded") if status.funded else edition.t("Not funded")
    return Status(
        edition.t("Current status"), (active, funded), edition.text(edition.content.alliance, "status.text")
    )


def _figures(edition: Edition, _view: directives.View) -> Numbers:
    numbers = tuple(
        Number(
            edition.figure(figure),
            edition.text(figure, "label"),
            edition.t("As of {date}").format(date=edition.date(figure.as_of)) if figure.as_of else "",
            sources(edition, figure),
        )
        for figure in edition.content.figures
    )
    return Numbers(numbers, edition.t("Source"))


def _partners(edition: Edition, _view: directives.View) -> Cards:
    return cards(edition, edition.content.partners, edition.t("No partners are listed yet."))


def _markets(edition: Edition, view: directives.View) -> Cards:
    phase = view.options.get("phase")
    found = tuple(m for m in edition.content.markets if phase in (None, m.since))
    ordered = sorted(found, key=lambda market: cldr.collation_key(edition.title(market).text))
    return cards(edition, tuple(ordered), edition.t("No markets are listed yet."))


def _themes(edition: Edition, _view: directives.View) -> Cards:
    return cards(edition, edition.content.themes, edition.t("No themes are listed yet."))


def _activities(edition: Edition, view: directives.View) -> Cards:
    content, options = edition.content, view.options
    found = tuple(
        activity
        for activity in content.activities
        if options.get("market") in (None, *activity.markets)
        and options.get("theme") in (None, *activity.themes)
        and options.get("phase") in (None, activity.phase)
        and _has_partner(edition, activity, options.get("partner"))
    )
    return cards(edition, found[: view.limit], edition.t("No activities are listed yet."))


def _has_partner(edition: Edition, activity: Activity, slug: str | None) -> bool:
    partner = edition.content.records["partners"].get(slug) if slug else None
    return partner is None or (
        isinstance(partner, Partner) and takes_part(edition.content, partner, activity)
    )


def _agreements(edition: Edition, view: directives.View) -> Cards:
    options = view.options
    found = tuple(
        agreement
        for agreement in edition.content.agreements
        if options.get("market") in (None, agreement.market)
        and options.get("phase") in (None, agreement.phase)
    )
    return cards(edition, found[: view.limit], edition.t("No agreements are listed yet."))


def _results(edition: Edition, view: directives.View) -> Outcomes:
    phase, counts = view.options.get("phase"), view.options.get("counts")
    outcomes = tuple(
        _outcome(edition, result)
        for result in edition.content.results
        if phase in (None, result.phase)
        and (counts is None or (result.counts is not None and result.counts.records == counts))
    )
    return Outcomes(outcomes, edition.t("Source"))


def _outcome(edition: Edition, result: Result) -> Outcome:
    records = edition.content.counted(result)
    since = edition.t("Since {date}").format(date=edition.date(result.since)) if result.since else ""
    return Outcome(
        edition.number(result.claim),
        edition.text(result, "label"),
        _listed(edition, len(records)) if result.counts else "",
        tuple(Item(edition.title(record), edition.link(record)) for record in records),
        edition.maybe(result, "note") or "",
        since,
        sources(edition, result),
    )


def _listed(edition: Edition, number: int) -> str:
    if number == 0:
        return edition.t("None of them is listed here.")
    sentence = edition.words.ngettext(
        "{n} of them is listed here:", "{n} of them are listed here:", number
    )
    return sentence.format(n=edition.number(number))


def _timeline(edition: Edition, _view: directives.View) -> Timeline:
    """Phases by their start; within and after them what has a date, then what has none."""
    content = edition.content
    dated: list[tuple[int, int, str, Moment]] = []
    for slug, phase in content.alliance.phases.items():
        moment = _phase_moment(edition, slug, phase)
        dated.append((phase.start.first.toordinal(), 0, slug, moment))
    for record in (*content.activities, *content.agreements):
        date = record.start if isinstance(record, Activity) else record.signed
        if date is not None:
            dated.append((date.first.toordinal(), 1, record.slug, _moment(edition, record)))
    return Timeline(tuple(entry[-1] for entry in sorted(dated, key=lambda entry: entry[:3])))


def _phase_moment(edition: Edition, slug: str, phase: Phase) -> Moment:
    alliance = edition.content.alliance
    return Moment(
        edition.period(phase.start, phase.end),
        edition.t("Phase"),
        edition.text(alliance, f"phases.{slug}.name"),
        "",
        edition.maybe(alliance, f"phases.{slug}.summary") or "",
        emphasis=True,
    )


def _moment(edition: Edition, record: Activity | Agreement) -> Moment:
    if isinstance(record, Activity):
        when = edition.period(record.start, record.end) if record.start else ""
        kind = _activity_kicker(edition, record)
    else:
        when = edition.date(record.signed) if record.signed else ""
        kind = edition.t(vocabulary.TYPES[record.type])
    return Moment(when, kind, edition.title(record), edition.link(record), edition.text(record, "summary"))


def _phases(edition: Edition, _view: directives.View) -> Grants:
    return Grants(_grants(edition), with_phase=True)


def _funding(edition: Edition, _view: directives.View) -> Grants:
    return Grants(tuple(grant for grant in _grants(edition) if grant.statement), with_phase=False)


def _grants(edition: Edition) -> tuple[Grant, ...]:
    alliance = edition.content.alliance
    return tuple(
        Grant(
            edition.text(alliance, f"phases.{slug}.name"),
            edition.period(phase.start, phase.end),
            edition.maybe(alliance, f"phases.{slug}.summary") or "",
            edition.maybe(alliance, f"phases.{slug}.funding.statement") or "",
            edition.maybe(alliance, f"phases.{slug}.funding.disclaimer") or "",
        )
        for slug, phase in alliance.phases.items()
    )


def _publisher(edition: Edition, _view: directives.View) -> Prose:
    publisher = edition.content.alliance.publisher
    if publisher is None:
        names = cldr.listing([p.name for p in edition.content.partners], edition.formats)
        text = edition.t("This site is about the work of {partners}. No publisher has been named yet.")
        return Prose(_paragraph(text.format(partners=names)))
    lines = [publisher.name, publisher.address, (publisher.contact or "").partition(":")[2]]
    return Prose(_paragraph(", ".join(line for line in lines if line)))


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


_BLOCKS: dict[str, Callable[[Edition, directives.View], Block]] = {
    "welcome": _welcome,
    "aim": _aim,
    "status": _status,
    "figures": _figures,
    "partners": _partners,
    "markets": _markets,
    "themes": _themes,
    "activities": _activities,
    "agreements": _agreements,
    "results": _results,
    "timeline": _timeline,
    "phases": _phases,
    "funding": _funding,
    "publisher": _publisher,
}
