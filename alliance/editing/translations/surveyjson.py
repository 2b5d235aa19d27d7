"""The state of translations as JSON for other programs; handbook/operators.md describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from alliance.editing.translations.freshness import FieldState, FieldStatus
from alliance.editing.translations.status import Sheet, Total, totals
from alliance.git import Commit

VERSION = 1


def as_json(sheets: Iterable[Sheet], source_language: str) -> str:
    """Return all totals and texts. Within a version names stay, and new ones may come.

    Each text has a line of its own, for tools that work by lines.
    """
    found = tuple(sheets)
    head = {
        "version": VERSION,
        "source": source_language,
        "languages": {total.language: _total(total) for total in totals(found)},
    }
    texts = ",\n".join(_line(_text(sheet, text)) for sheet in found for text in sheet.texts)
    return f'{_line(head)[:-1]}, "texts": [\n{texts}\n]}}\n'


_line = json.JSONEncoder(ensure_ascii=False).encode


def _total(total: Total) -> dict[str, object]:
    return {
        "records": {
            "complete": total.complete,
            "partial": total.partial,
            "missing": total.missing,
            "stale": total.stale,
        },
        "texts": {state.value: total.texts.get(state, 0) for state in FieldStatus},
    }


def _text(sheet: Sheet, text: FieldState) -> dict[str, object]:
    kind, slug = sheet.key
    return {
        "kind": kind,
        "slug": slug,
        "field": text.field,
        "language": text.language,
        "state": text.state.value,
        "origin": text.origin,
        "owner": sheet.owner,
        "file": sheet.file,
        "source_file": sheet.source_file,
        "text": text.text,
        "source_now": text.source_now,
        "source_then": text.source_then,
        "commit": _commit(text.commit),
        "changed": _commit(text.changed),
    }


def _commit(commit: Commit | None) -> dict[str, str] | None:
    return {"id": commit.id, "time": commit.time.isoformat()} if commit else None
