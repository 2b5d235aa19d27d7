"""The report of what changed, for those who review it: its parts, what may be a mistake first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from alliance.content.settings import CONFIG
from alliance.i18n import cldr
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem
from alliance.review.compare import Changes
from alliance.review.diff import Piece, words
from alliance.review.pages import Status
from alliance.review.report import (
    Report,
    Row,
    Section,
    Teller,
    Text,
    elsewhere_block,
    entry_block,
    picture_block,
    retold_blocks,
    stale_blocks,
)


def report(
    changes: Changes | None, problems: Sequence[Problem], states: Message, language: str
) -> Report:
    """Return the report in a language; `states` says what was compared with what."""
    teller = Teller(language)
    rows = (teller.plain(problem.put(teller.words)) for problem in problems)
    sections = [teller.listing(say("Problems"), say("Mend these first."), rows)]
    if changes is not None:
        sections += [*_addresses(teller, changes), *_sections(teller, changes)]
    return Report(
        language,
        cldr.direction(language),
        teller.tell(say("What changed")),
        tuple(map(teller.tell, _lead(changes, problems, states))),
        tuple(section for section in sections if section.blocks),
    )


def _lead(
    changes: Changes | None, problems: Sequence[Problem], states: Message
) -> Iterator[Message]:
    yield states
    if problems:
        yield say_many("{n} problem to mend.", "{n} problems to mend.", len(problems))
    if changes is None:
        yield say("One of the two cannot be read, so nothing can be compared.")
        return
    yield from _counts(changes)
    if CONFIG in changes.files:
        yield say("mkdocs.yml changed: it decides what runs, so have it reviewed as code.")
    elif not changes.files:
        yield say("The content is the same.")
    elif not changes.is_visible:
        yield say("No visitor sees a difference.")


def _counts(changes: Changes) -> Iterator[Message]:
    for status in Status:
        if number := sum(entry.status is status for entry in changes.entries):
            yield _counted(status, number)
    if number := len(changes.addresses.gone):
        yield say_many(
            "{n} address leads nowhere any more.", "{n} addresses lead nowhere any more.", number
        )
    if number := sum(text.turn.is_stale for text in changes.texts):
        yield say_many("{n} translation fell behind.", "{n} translations fell behind.", number)


def _counted(status: Status, number: int) -> Message:
    match status:
        case Status.ADDED:
            return say_many("{n} record or page added.", "{n} records and pages added.", number)
        case Status.CHANGED:
            return say_many("{n} record or page changed.", "{n} records and pages changed.", number)
        case Status.RENAMED:
            return say_many("{n} record or page renamed.", "{n} records and pages renamed.", number)
        case Status.REMOVED:
            return say_many("{n} record or page removed.", "{n} records and pages removed.", number)
    return say_many(
        "{n} record or page cannot be read, and is missing below as if it were deleted.",
        "{n} records and pages cannot be read, and are missing below as if they were deleted.",
        number,
    )


def _sections(teller: Teller, changes: Changes) -> Iterator[Section]:
    source = changes.source_language
    stale = [text for text in changes.texts if text.turn.is_stale]
    retold = [text for text in changes.texts if not text.turn.is_stale]
    yield teller.section(
        say("Translations that fell behind"),
        say("The original changed, these translations did not."),
        stale_blocks(teller, stale, source),
    )
    yield teller.listing(
        say("Numbers and dates"), say("Hold these against their source."), _numbers(teller, changes)
    )
    by_hand = {(text.key, text.language) for text in retold}
    yield teller.section(
        say("Records and pages"),
        say("What visitors read on the page of each."),
        (
            entry_block(teller, entry, source, by_hand)
            for entry in changes.entries
            if not entry.is_unseen
        ),
    )
    yield teller.section(
        say("On other pages"),
        say("What follows from it elsewhere."),
        (elsewhere_block(teller, part, source) for part in changes.elsewhere),
    )
    yield teller.section(
        say("Translations that changed"), None, retold_blocks(teller, retold, source)
    )
    blocks = (picture_block(teller, change) for change in changes.pictures)
    yield teller.section(say("Pictures and documents"), None, blocks)
    yield teller.listing(say("Colours"), None, _colours(teller, changes))
    yield teller.listing(
        say("Changed without a difference on a page of its own"),
        None,
        map(teller.plain, changes.unseen),
    )


def _addresses(teller: Teller, changes: Changes) -> Iterator[Section]:
    found = changes.addresses
    yield teller.listing(
        say("Addresses that lead nowhere any more"),
        say('Who kept one of them finds nothing there. A record that was renamed says so: "was".'),
        [
            *_languages(teller, found.languages_gone),
            *map(teller.plain, found.gone),
        ],
    )
    yield teller.listing(
        say("Old addresses that lead on"),
        None,
        (teller.plain(f"{old} → {new}") for old, new in found.led_on),
    )
    yield teller.listing(
        say("New addresses"),
        None,
        [
            *_languages(teller, found.languages_new),
            *map(teller.plain, found.new),
        ],
    )


def _languages(teller: Teller, codes: Iterable[str]) -> Iterator[Row]:
    for code in codes:
        yield Row(teller.named(code), Text((Piece(f"/{code}/…"),)))


def _numbers(teller: Teller, changes: Changes) -> Iterator[Row]:
    for number in changes.numbers:
        yield Row(number.page, teller.text(words(number.pair), number.language))


def _colours(teller: Teller, changes: Changes) -> Iterator[Row]:
    for field, pair in changes.colours:
        pieces = (Piece(pair.before, "gone"), Piece(pair.after, "new"))
        yield Row(f"brand.{field}", teller.text(pieces))
