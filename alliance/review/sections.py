"""The report of what changed, for reviewers: its sections, possible mistakes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from alliance.content.content import Key
from alliance.content.settings import CONFIG
from alliance.i18n import cldr
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem, count
from alliance.review.compare import AssetChange, AssetVersion, Changes, site_address
from alliance.review.diff import TextSpan, marked_words
from alliance.review.pages import ChangeKind, Difference, IndirectChange, RecordChange
from alliance.review.report import (
    LineGroup,
    Report,
    ReportItem,
    ReportLine,
    ReportSection,
    Translator,
    plain_line,
    plain_list,
    plain_text,
)
from alliance.review.texts import TextChange

# How many files of a record are listed: in ten languages it has ten.
_FILES = 2

_KINDS = {
    ChangeKind.ADDED: say("added"),
    ChangeKind.CHANGED: say("changed"),
    ChangeKind.RENAMED: say("renamed"),
    ChangeKind.REMOVED: say("removed"),
    ChangeKind.UNREADABLE: say("cannot be read"),
}
_DRAFTS = {
    ChangeKind.ADDED: say("added, a draft until now"),
    ChangeKind.REMOVED: say("a draft from now on"),
}


_Part = tuple[Message, Message | None, tuple[ReportItem, ...]]
"""Title, lead and items of a section; it is left out if there are no items."""


def change_report(
    changes: Changes | None, problems: Sequence[Problem], compared: Message, language: str
) -> Report:
    """Return the report in a language.

    `compared` says what was compared with what; `changes` is None if that was not possible.
    """
    translator = Translator(language, changes.source_language if changes else "")
    words = tool_words_of(language)
    lines = plain_list(plain_line(problem.put(words)) for problem in problems)
    parts: list[_Part] = [(say("Problems"), say("Fix these first."), lines)]
    if changes is not None:
        parts += [*_addresses(translator, changes), *_contents(translator, changes)]
    return Report(
        language,
        translator.say("What changed"),
        tuple(map(translator.put, (compared, *_lead(changes, problems)))),
        tuple(
            ReportSection(translator.put(title), translator.put(lead) if lead else "", items)
            for title, lead, items in parts
            if items
        ),
    )


def _lead(changes: Changes | None, problems: Sequence[Problem]) -> Iterator[Message]:
    if problems:
        yield count(problems)
    if changes is None:
        yield say("One of the two cannot be read, so nothing can be compared.")
        return
    yield from (message for message in _counts(changes) if dict(message.values)["n"])
    if CONFIG in changes.files:
        yield say("mkdocs.yml changed: it decides what runs, so have it reviewed as code.")
    elif not changes.files:
        yield say("The content is the same.")
    elif not changes.is_visible:
        yield say("No visitor sees a difference.")


def _counts(changes: Changes) -> tuple[Message, ...]:
    n = Counter(change.kind for change in changes.records)
    gone, stale = len(changes.addresses.gone), sum(text.is_stale for text in changes.texts)
    return (
        say_many("{n} record or page added.", "{n} records and pages added.", n[ChangeKind.ADDED]),
        say_many(
            "{n} record or page changed.", "{n} records and pages changed.", n[ChangeKind.CHANGED]
        ),
        say_many(
            "{n} record or page renamed.", "{n} records and pages renamed.", n[ChangeKind.RENAMED]
        ),
        say_many(
            "{n} record or page removed.", "{n} records and pages removed.", n[ChangeKind.REMOVED]
        ),
        say_many(
            "{n} record or page cannot be read, and is missing below as if it were deleted.",
            "{n} records and pages cannot be read, and are missing below as if they were deleted.",
            n[ChangeKind.UNREADABLE],
        ),
        say_many("{n} address no longer works.", "{n} addresses no longer work.", gone),
        say_many("{n} translation fell behind.", "{n} translations fell behind.", stale),
    )


def _addresses(translator: Translator, changes: Changes) -> Iterator[_Part]:
    found = changes.addresses
    lead = say(
        "Anyone who saved one of these will find nothing there. If a record was renamed, write its"
        ' old name in "was".'
    )
    gone = _address_list(translator, found.languages_gone, found.gone)
    yield say("Addresses that no longer work"), lead, gone
    redirects = (plain_line(f"{old} → {new}") for old, new in found.redirected)
    yield say("Old addresses that redirect"), None, plain_list(redirects)
    new = _address_list(translator, found.languages_new, found.new)
    yield say("New addresses"), None, new


def _address_list(
    translator: Translator, languages: Iterable[str], addresses: Iterable[str]
) -> tuple[ReportItem, ...]:
    whole = (plain_line(f"/{code}/…", translator.language_name(code)) for code in languages)
    return plain_list([*whole, *map(plain_line, addresses)])


def _contents(translator: Translator, changes: Changes) -> Iterator[_Part]:
    lead = say("The original changed, these translations did not.")
    stale = _stale(translator, (text for text in changes.texts if text.is_stale))
    yield say("Translations that fell behind"), lead, tuple(stale)
    numbers = (
        ReportLine(each.page, translator.text(marked_words(each.pair), each.language))
        for each in changes.numbers
    )
    lead = say("Check these against their source.")
    yield say("Numbers and dates"), lead, plain_list(numbers)
    translated = [text for text in changes.texts if not text.is_stale]
    updated = {(text.key, text.language) for text in translated}
    records = (_record(translator, each, updated) for each in changes.records if not each.is_unseen)
    lead = say("What visitors will see on the page of each.")
    yield say("Records and pages"), lead, tuple(records)
    others = (_other_pages(translator, each) for each in changes.indirect)
    yield say("On other pages"), say("What changes elsewhere as a result."), tuple(others)
    yield say("Translations that changed"), None, tuple(_translations(translator, translated))
    assets = (_asset(translator, each) for each in changes.assets)
    yield say("Pictures and documents"), None, tuple(assets)
    yield say("Colours"), None, plain_list(_colours(translator, changes))
    unseen = plain_list(map(plain_line, changes.unseen))
    yield say("Changed, with no visible difference on its own page"), None, unseen


def _stale(translator: Translator, texts: Iterable[TextChange]) -> Iterator[ReportItem]:
    """Yield each changed original with the translations that did not change."""
    ordered = sorted(texts, key=lambda text: (text.key, text.field))
    for _, group in groupby(ordered, key=lambda text: (text.key, text.field)):
        first, *others = group
        lines = [*translator.lines(first.source, translator.source_language)]
        for text in (first, *others):
            language = translator.language_name(text.language)
            label = translator.say("unchanged in {language}", language=language)
            same = translator.text([TextSpan(text.text.after)], text.language)
            lines.append(ReportLine(label, same))
        groups = (LineGroup("", tuple(lines)),)
        yield ReportItem(translator.title(first.title), (first.field,), groups)


def _record(
    translator: Translator, change: RecordChange, updated: Collection[tuple[Key, str]]
) -> ReportItem:
    """Return what happened to a record or page.

    Other languages than the source repeat its changes, so they are folded, unless their own
    translation was `updated`.
    """
    kinds = _KINDS | _DRAFTS if change.is_draft else _KINDS
    notes = [translator.put(kinds[change.kind])]
    if change.page is not None and change.kind is not ChangeKind.REMOVED:
        notes.append(site_address(change.page))
    notes += change.files[:_FILES]
    if more := len(change.files[_FILES:]):
        notes.append(translator.put(say_many("and {n} more file", "and {n} more files", more)))
    groups = (
        _differences(translator, each, folded=(change.key, each.language) not in updated)
        for each in change.differences
        if change.kind is not ChangeKind.UNREADABLE  # its new text is not known
    )
    return ReportItem(translator.title(change.title), tuple(notes), tuple(groups))


def _other_pages(translator: Translator, change: IndirectChange) -> ReportItem:
    names = [name or translator.say("around every page") for name in change.pages]
    folded = any(each.language == translator.source_language for each in change.differences)
    groups = (_differences(translator, each, folded=folded) for each in change.differences)
    notes = () if change.differences else (translator.say("shows the same"),)
    return ReportItem(translator.title(" · ".join(names)), notes, tuple(groups))


def _differences(translator: Translator, difference: Difference, *, folded: bool) -> LineGroup:
    language = difference.language
    lines = [line for pair in difference.pairs for line in translator.lines(pair, language)]
    if difference.is_moved:
        lines.append(plain_line(translator.say("The order has changed.")))
    if difference.is_redrawn:
        lines.append(plain_line(translator.say("A picture, map or chart looks different.")))
    if language == translator.source_language:
        return LineGroup("", tuple(lines))
    return LineGroup(translator.language_name(language), tuple(lines), folded)


def _translations(translator: Translator, texts: Iterable[TextChange]) -> Iterator[ReportItem]:
    """Yield the records and pages whose translations changed, with the texts by language."""
    for _, group in groupby(texts, key=lambda text: text.key):
        own = tuple(group)
        groups = (
            LineGroup(
                translator.language_name(language), tuple(_text(translator, text) for text in part)
            )
            for language, part in groupby(own, key=lambda text: text.language)
        )
        yield ReportItem(translator.title(own[0].title), (), tuple(groups))


def _text(translator: Translator, text: TextChange) -> ReportLine:
    label, language = text.field, text.language
    if not text.field:
        label, language = "translation", ""
    elif not text.text.before:
        label = translator.say("{field}, new", field=text.field)
    elif not text.text.after:
        label = translator.say("{field}, removed", field=text.field)
    return ReportLine(label, translator.text(marked_words(text.text), language))


def _asset(translator: Translator, change: AssetChange) -> ReportItem:
    was, now = translator.labels(existed=bool(change.before), exists=bool(change.after))
    lines = (
        plain_line(_details(translator, version), label, version.data)
        for label, version in ((was, change.before), (now, change.after))
        if version
    )
    return ReportItem(plain_text(change.name), (), (LineGroup("", tuple(lines)),))


def _details(translator: Translator, version: AssetVersion) -> str:
    size = cldr.file_size(version.size, translator.language)
    if version.pixels is None:
        return size
    width, height = version.pixels
    return translator.say(
        "{size}, {width} × {height} pixels", size=size, width=width, height=height
    )


def _colours(translator: Translator, changes: Changes) -> Iterator[ReportLine]:
    for field, pair in changes.colours:
        spans = TextSpan(pair.before, "gone"), TextSpan(pair.after, "new")
        yield ReportLine(f"brand.{field}", translator.text(spans))
