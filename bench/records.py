"""The records of an invented alliance, as fields; a `Text` among them is written by language."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from alliance.model.records import ActivityKind, AgreementKind
from bench.words import SOURCE_LANGUAGE, Writer

# Fifty, none of them a partner's.
COUNTRIES = (
    "JP US CN BR AU CA KR IN MX ZA AE AR CH CL CO EG GB ID IL IS KE MA MY NG NO NZ PE PH PK QA"
    " SA SG TH TN TR TW UA UY VN RS GH SN DZ JO KZ EC BO CR PA OM"
)
PHASES = {"first": ("2012", "2014"), "second": ("2016-01", "2018-01"), "third": ("2019", None)}
THEMES, AGREEMENTS, FIGURES = 4, 8, 4
PARTNERS = ("ES", "FR", "DE", "IT")

Fields = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A text that every language has in its own words."""

    write: Callable[[Writer], str]


TITLE = Text(Writer.title)
SENTENCE = Text(Writer.sentence)


def in_source(fields: Mapping[str, Any], writer: Writer) -> Fields:
    """Return the fields of a record with its texts in the source language."""
    return {key: _written(value, writer) for key, value in fields.items()}


def in_translation(fields: Mapping[str, Any], writer: Writer) -> Fields:
    """Return the fields of a record that a translation holds: its texts and nothing else."""
    found: Fields = {}
    for key, value in fields.items():
        if isinstance(value, Text):
            found[key] = value.write(writer)
        elif isinstance(value, Mapping) and (inner := in_translation(value, writer)):
            found[key] = inner
    return found


def _written(value: object, writer: Writer) -> object:
    if isinstance(value, Mapping):
        return in_source(value, writer)
    return value.write(writer) if isinstance(value, Text) else value


def alliance(seed: int) -> Fields:
    """Return the alliance itself: three phases, two of them funded."""
    writer = Writer(random.Random(f"{seed} alliance"), SOURCE_LANGUAGE)
    funding = {"funder": TITLE, "programme": TITLE, "statement": SENTENCE, "disclaimer": SENTENCE}
    phases = {
        slug: {
            "name": TITLE,
            "start": start,
            **({"end": end, "funding": funding} if end else {}),
            "summary": SENTENCE,
        }
        for slug, (start, end) in PHASES.items()
    }
    return {
        "name": TITLE,
        "short_name": writer.title(),
        "tagline": SENTENCE,
        "aim": Text(lambda writer: f"{writer.paragraph()}\n\n{writer.paragraph()}\n"),
        "sector": TITLE,
        "phases": phases,
        "status": {"active": True, "funded": False, "text": SENTENCE},
    }


def records(seed: int, markets: int, activities: int) -> Iterator[tuple[str, Fields]]:
    """Yield every record, as kind and slug with a slash between, and its fields."""
    for kind, number, make in (
        ("partners", len(PARTNERS), _partner),
        ("markets", markets, _market),
        ("themes", THEMES, _theme),
        ("activities", activities, _activity),
        ("agreements", AGREEMENTS, _agreement),
        ("figures", FIGURES, _figure),
    ):
        for index in range(number):
            name = f"{kind}/{_slug(kind, index)}"
            fields = make(index, random.Random(f"{seed} {name}"), markets)
            yield name, {**fields, "source": _source(index)}
    for slug, fields in _results(activities):
        yield f"results/{slug}", {**fields, "phase": "second", "source": _source(0)}


def _slug(kind: str, index: int) -> str:
    singular = {"activities": "activity"}.get(kind, kind[:-1])
    return f"{singular}-{index + 1:04}"


def _slugs(kind: str, number: int, count: int, source: random.Random) -> list[str]:
    """Return the slugs of `count` records, chosen from the first `number` of a kind."""
    chosen = sorted(source.sample(range(number), min(count, number)))
    return [_slug(kind, index) for index in chosen]


def _source(index: int) -> list[Fields]:
    return [{"url": f"https://source.example/page/{index + 1}", "publisher": "Example"}]


def _body(kind: str, slug: str) -> Text:
    """Return a long text that names a record."""
    return Text(lambda writer: writer.body(f"{kind} {slug}"))


def _partner(index: int, source: random.Random, _markets: int) -> Fields:
    return {
        "name": Writer(source, SOURCE_LANGUAGE).title(),
        "role": "coordinator" if index == 0 else "partner",
        "country": PARTNERS[index],
        "region": TITLE,
        "phases": [*PHASES][index % 2 :],
        "city": TITLE,
        "url": f"https://partner-{index + 1}.example/",
        "summary": SENTENCE,
    }


def _market(index: int, source: random.Random, _markets: int) -> Fields:
    return {
        "country": COUNTRIES.split()[index % 50],
        "since": source.choice([*PHASES]),
        "summary": SENTENCE,
        "body": _body("theme", _slug("themes", index % THEMES)),
    }


def _theme(index: int, _source: random.Random, _markets: int) -> Fields:
    return {"name": TITLE, "summary": SENTENCE, "order": index + 1}


def _activity(index: int, source: random.Random, markets: int) -> Fields:
    about = _slugs("markets", markets, source.randint(1, 2), source)
    return {
        "type": get_args(ActivityKind)[index % len(get_args(ActivityKind))],
        "title": TITLE,
        **_dates(source),
        "phase": source.choice([*PHASES]),
        "place": TITLE,
        "online": source.random() < 0.3,
        "markets": about,
        "themes": _slugs("themes", THEMES, source.randint(1, 2), source),
        "partners": _slugs("partners", len(PARTNERS), source.randint(0, 3), source),
        "participants": {"count": source.randint(5, 200), "of": "companies"},
        "summary": SENTENCE,
        "body": _body("market", about[0]),
    }


def _dates(source: random.Random) -> Fields:
    """Return a start known to the day or the month, or none; an end for every other day."""
    year, month, day = source.randint(2012, 2027), source.randint(1, 12), source.randint(1, 26)
    start = f"{year}-{month:02}"
    match source.randrange(5):
        case 0:
            return {}
        case 1:
            return {"start": start}
        case 2 | 3:
            return {"start": f"{start}-{day:02}", "end": f"{start}-{day + 2:02}"}
    return {"start": f"{start}-{day:02}"}


def _agreement(index: int, source: random.Random, markets: int) -> Fields:
    return {
        "counterparts": [Writer(source, SOURCE_LANGUAGE).title()],
        "type": get_args(AgreementKind)[index % len(get_args(AgreementKind))],
        "market": _slug("markets", index % markets),
        "place": TITLE,
        "phase": "second",
        "signed": f"{source.randint(2016, 2017)}-{source.randint(1, 12):02}",
        "term": f"{source.randint(2, 5)} years",
        "summary": SENTENCE,
    }


def _figure(index: int, source: random.Random, _markets: int) -> Fields:
    qualifier = ("exactly", "over", "about")[index % 3]
    value = source.randint(10, 90) * 10**index
    return {"value": value, "qualifier": qualifier, "label": TITLE, "order": index + 1}


def _results(activities: int) -> Iterator[tuple[str, Fields]]:
    """Yield one result that agreements show, one that activities show, one that nothing shows."""
    agreements = {"records": "agreements", "phase": "second"}
    missions = {"records": "activities", "type": ["mission"], "phase": "second"}
    yield "agreements", {"claim": AGREEMENTS, "label": TITLE, "counts": agreements, "order": 1}
    yield "missions", {"claim": activities, "label": TITLE, "counts": missions, "order": 2}
    yield "contacts", {"claim": 450, "label": TITLE, "note": SENTENCE, "order": 3}
