"""The report of what changed: as Markdown for a comment on a pull request, and as one HTML file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.messages import say, say_many
from alliance.review.diff import Piece
from alliance.review.report import Block, Report, Row, Text
from alliance.views.templates import environment

LIMIT = 65_536
"""How many characters a comment has at most on GitHub; GitLab and Forgejo take more."""
# What is left for the report itself: a workflow adds to the comment, and writes signs as numbers.
_ROOM = 28_000

_LONG = 300
_AROUND = 100
# How many lines are told of one record or page, and in a list such as that of problems.
_ROWS = 12
_LISTED = 50

# What Markdown, HTML and the short forms of Git hosts are made of. A colon makes links only here.
_SPECIAL = re.compile(r"[\\`*_\[\]{}<>|~$&!%^#@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# These would change the direction of the text around them.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REFERS = "@#!$%&~^"
_MARKS = {"gone": "del", "new": "ins"}


def to_markdown(report: Report) -> str:
    """Return the report as Markdown, cut with a note where it is too long for a comment."""
    lines: list[str] = []
    room = _ROOM
    for line in _lines(report):
        room -= len(line) + 1
        if room < 0:
            cut = say("This is cut short: a comment has no room for more. The HTML report has all.")
            lines += ["", f"*{escape(cut.put(tool_words_of(report.language)))}*"]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"## {escape(report.title)}"
    yield ""
    yield from (f"- {escape(line)}" for line in report.lead)
    for section in report.sections:
        yield from ("", f"### {escape(section.title)}")
        if section.lead:
            yield from ("", escape(section.lead))
        for block in section.blocks:
            yield from _block(block, tool_words_of(report.language))


def _block(block: Block, words: Words) -> Iterator[str]:
    yield ""
    if block.title:
        notes = [f"**{_text(block.title)}**", *map(escape, block.notes)]
        yield " · ".join(notes)
    open_groups = [group for group in block.groups if not group.folded]
    if block.title and open_groups:
        yield ""
    for group in open_groups:
        if group.title:
            yield f"- {escape(group.title)}"
        indent = "  " if group.title else ""
        most = _ROWS if block.title else _LISTED
        yield from (f"{indent}- {_row(row)}" for row in group.rows[:most])
        if left := len(group.rows[most:]):
            more = say_many("and {n} more line", "and {n} more lines", left)
            yield f"{indent}- {more.put(words)}"


def _row(row: Row) -> str:
    label = f"{escape(row.label)}: " if row.label else ""
    return label + _text(row.text)


def _text(text: Text) -> str:
    return "".join(map(_piece, _shortened(text.pieces)))


def _shortened(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield a text without the middle of what is long and stayed the same."""
    for piece in pieces:
        if len(piece.text) <= _LONG:
            yield piece
        else:
            yield Piece(f"{piece.text[:_AROUND]} … {piece.text[-_AROUND:]}", piece.kind)


def _piece(piece: Piece) -> str:
    mark = _MARKS.get(piece.kind)
    text = escape(piece.text)
    return f"<{mark}>{text}</{mark}>" if mark else text


def escape(text: str) -> str:
    """Return a text as Markdown that shows it and does nothing else.

    Character references work in every dialect. Git hosts make links of `@name`, `#1` and the like
    in finished text, so a space without width comes after such a mark.
    """
    return _SPECIAL.sub(_reference, " ".join(_BIDI_CONTROLS.sub("", text).splitlines()))


def _reference(found: re.Match[str]) -> str:
    mark = found[0]
    return f"&#{ord(mark)};" + ("&#8203;" if mark in _REFERS else "")


def to_html(report: Report) -> str:
    """Return the report as a page; its texts are escaped."""
    return environment().get_template("changes.html").render(report=report)
