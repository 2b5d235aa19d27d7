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
    Text,
    Translator,
    elsewhere_block,
    entry_block,
    picture_block,
    stale_blocks,
    translation_blocks,
)


def report(
    changes: Changes | None, problems: Sequence[Problem], states: Message, language: str
) -> Report:
    """Return the report in a language; `states` says what was compared with what."""
    translator = Translator(language)
    rows = (translator.plain(problem.put(translator.words)) for problem in problems)
    sections = [translator.listing(say("Problems"), say("Mend these first."), rows)]
    if changes is not None:
        sections += [*_addresses(translator, changes), *_sections(translator, changes)]
    return Report(
        language,
        cldr.direction(language),
        translator.put(say("What changed")),
        tuple(map(translator.put, _lead(changes, problems, states))),
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
    if number := sum(text.status.is_stale for text in changes.texts):
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


def _sections(translator: Translator, changes: Changes) -> Iterator[Section]:
    source = changes.source_language
    stale = [text for text in changes.texts if text.status.is_stale]
    retranslated = [text for text in changes.texts if not text.status.is_stale]
    yield translator.section(
        say("Translations that fell behind"),
        say("The original changed, these translations did not."),
        stale_blocks(translator, stale, source),
    )
    yield translator.listing(
        say("Numbers and dates"),
        say("Hold these against their source."),
        _numbers(translator, changes),
    )
    by_hand = {(text.key, text.language) for text in retranslated}
    yield translator.section(
        say("Records and pages"),
        say("What visitors read on the page of each."),
        (
            entry_block(translator, entry, source, by_hand)
            for entry in changes.entries
            if not entry.is_unseen
        ),
    )
    yield translator.section(
        say("On other pages"),
        say("What follows from it elsewhere."),
        (elsewhere_block(translator, part, source) for part in changes.elsewhere),
    )
    yield translator.section(
        say("Translations that changed"), None, translation_blocks(translator, retranslated, source)
    )
    blocks = (picture_block(translator, change) for change in changes.pictures)
    yield translator.section(say("Pictures and documents"), None, blocks)
    yield translator.listing(say("Colours"), None, _colours(translator, changes))
    yield translator.listing(
        say("Changed without a difference on a page of its own"),
        None,
        map(translator.plain, changes.unseen),
    )


def _addresses(translator: Translator, changes: Changes) -> Iterator[Section]:
    found = changes.addresses
    yield translator.listing(
        say("Addresses that lead nowhere any more"),
        say('Who kept one of them finds nothing there. A record that was renamed says so: "was".'),
        [
            *_languages(translator, found.languages_gone),
            *map(translator.plain, found.gone),
        ],
    )
    yield translator.listing(
        say("Old addresses that lead on"),
        None,
        (translator.plain(f"{old} → {new}") for old, new in found.redirected),
    )
    yield translator.listing(
        say("New addresses"),
        None,
        [
            *_languages(translator, found.languages_new),
            *map(translator.plain, found.new),
        ],
    )


def _languages(translator: Translator, codes: Iterable[str]) -> Iterator[Row]:
    for code in codes:
        yield Row(translator.named(code), Text((Piece(f"/{code}/…"),)))


def _numbers(translator: Translator, changes: Changes) -> Iterator[Row]:
    for number in changes.numbers:
        yield Row(number.page, translator.text(words(number.pair), number.language))


def _colours(translator: Translator, changes: Changes) -> Iterator[Row]:
    for field, pair in changes.colours:
        pieces = (Piece(pair.before, "gone"), Piece(pair.after, "new"))
        yield Row(f"brand.{field}", translator.text(pieces))
