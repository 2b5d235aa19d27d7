"""The formats of a report: Markdown for a comment on a pull request, and one HTML file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance.i18n.messages import say, say_many
from alliance.review.diff import TextSpan
from alliance.review.report import MarkedText, Report, ReportItem, Translator
from alliance.views.templates import environment

LIMIT = 65_536
"""The most characters in a comment on GitHub; GitLab and Forgejo allow more."""
# The rest of the limit is for what a workflow adds, and for characters written as references.
_MAX_LENGTH = 28_000

_LONG = 300
_CONTEXT = 100
# The most lines about one record or page, and in a list such as that of problems.
_ITEM_LINES = 12
_LIST_LINES = 50

# Markup of Markdown and HTML, and what begins a list or a heading at the start of a text.
_SPECIAL = re.compile(r"[\\`*_\[\]{}<>|~$&!%^#@\u200b]|:(?=\u200b)|^[-+=]|^\d{1,9}[.)]")
# What Git hosts turn into links, even after rendering: mentions, references to issues, commits and
# advisories, emoji by name, addresses. A zero-width space after it breaks it.
_SHORTHAND = re.compile(
    r"[@#!$%&~^]|:(?=//|100:|1234:|\d*[a-z_+-][\w+-]*:)|mailto:|xmpp:|www(?=\.)"
    r"|\b(?:GH|GHSA|CVE)-|[0-9a-f]{6}(?=[0-9a-f])",
    re.IGNORECASE,
)
# Characters that would change the direction of the surrounding text.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS = {"gone": "del", "new": "ins"}


def report_html(report: Report) -> str:
    """Return a report as an HTML page; its texts are escaped."""
    return environment().get_template("report.html").render(report=report)


def report_markdown(report: Report) -> str:
    """Return a report as Markdown, cut with a note if it is too long for a comment."""
    lines: list[str] = []
    left = _MAX_LENGTH
    translator = Translator(report.language)
    for line in _lines(report, translator):
        left -= len(line) + 1
        if left < 0:
            cut = say("This is cut short: a comment has no room for more. The HTML report has all.")
            lines += ["", f"*{escape(translator.put(cut))}*"]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(report: Report, translator: Translator) -> Iterator[str]:
    yield f"## {escape(report.title)}"
    yield ""
    yield from (f"- {escape(line)}" for line in report.lead)
    for section in report.sections:
        yield from ("", f"### {escape(section.title)}")
        if section.lead:
            yield from ("", escape(section.lead))
        for item in section.items:
            yield from _item(item, translator)


def _item(item: ReportItem, translator: Translator) -> Iterator[str]:
    groups = [group for group in item.groups if not group.folded]
    yield ""
    if item.title:
        yield " · ".join([f"**{_text(item.title)}**", *map(escape, item.notes)])
        yield from ("",) if groups else ()
    most = _ITEM_LINES if item.title else _LIST_LINES
    for group in groups:
        if group.title:
            yield f"- {escape(group.title)}"
        indent = "  " if group.title else ""
        for line in group.lines[:most]:
            label = f"{escape(line.label)}: " if line.label else ""
            yield f"{indent}- {label}{_text(line.text)}"
        if left := len(group.lines[most:]):
            more = say_many("and {n} more line", "and {n} more lines", left)
            yield f"{indent}- {translator.put(more)}"


def _text(text: MarkedText) -> str:
    return "".join(map(_span, text.spans))


def _span(span: TextSpan) -> str:
    """Return part of a text; of a long one, only the beginning and the end."""
    text = span.text
    if len(text) > _LONG:
        text = f"{text[:_CONTEXT]} … {text[-_CONTEXT:]}"
    tag = _TAGS.get(span.change)
    return f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)


def escape(text: str) -> str:
    """Return Markdown that shows a text as it is and has no other effect.

    Character references work in every dialect; `&#8203;` is a zero-width space.
    """
    line = " ".join(_BIDI_CONTROLS.sub("", text).splitlines())
    return _SPECIAL.sub(_reference, _SHORTHAND.sub("\\g<0>\u200b", line))


def _reference(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}&#{ord(found[0][-1])};"
