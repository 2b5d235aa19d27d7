"""What an alliance keeps records of: one frozen model a kind, the one description of its fields."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from alliance.model.alliance import Model, Picture, Source
from alliance.model.fields import (
    Country,
    Date,
    Duration,
    Earlier,
    Markdown,
    Name,
    PastDate,
    Reference,
    Slug,
    Text,
    Url,
)

PhaseSlug = Annotated[Slug, Reference("phases")]
PartnerSlug = Annotated[Slug, Reference("partners")]
MarketSlug = Annotated[Slug, Reference("markets")]
ThemeSlug = Annotated[Slug, Reference("themes")]

ActivityKind = Literal[
    "mission", "matchmaking", "meeting", "workshop", "webinar", "conference", "fair", "other"
]
AgreementKind = Literal["memorandum", "partnership", "development", "other"]
Qualifier = Literal["exactly", "over", "about"]
Order = Annotated[int, Field(ge=0, le=999)]


class Record(Model):
    """What every record has beside the fields of its kind."""

    kind: ClassVar[str]

    slug: Slug = Field(description="Set from the file name: the last part of the page's address.")
    source: tuple[Source, ...] = Field((), description="Pages that the facts are taken from.")
    aliases: tuple[Name, ...] = Field((), description="Other names and spellings in use.")
    was: tuple[Earlier, ...] = Field(
        (),
        description="Earlier file names, the oldest first, which lead on to it; from another folder"
        " the whole address, for example /about/.",
    )
    draft: bool = Field(False, description="true keeps the record off the published site.")
    owner: PartnerSlug | None = Field(
        None, description="Slug of the partner that keeps it up; none for the coordinator."
    )
    checked: PastDate | None = Field(
        None, description="Day on which somebody last held it against the facts."
    )


class Coordinates(Model):
    """A point on the globe, WGS 84, in degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90)] = Field(description="Degrees north.")
    longitude: Annotated[float, Field(ge=-180, le=180)] = Field(description="Degrees east.")
    of: Literal["seat", "region"] = Field(
        "seat", description="What lies there: its seat, or the middle of its region."
    )


class Partner(Record):
    """A member organisation of the alliance."""

    kind: ClassVar[str] = "partners"

    name: Name = Field(description="Name as the organisation writes it.")
    role: Literal["coordinator", "partner"] = Field(description="Exactly one is coordinator.")
    country: Country = Field(description="Two-letter country code, for example FR.")
    region: Text = Field(description="Region that it stands for.")
    phases: tuple[PhaseSlug, ...] = Field(
        (), description="Slugs of the phases that it is known to have taken part in."
    )
    city: Text | None = Field(None, description="City of its seat.")
    coordinates: Coordinates | None = Field(
        None, description="Where the map shows it; without it, only the list beside the map does."
    )
    url: Url | None = Field(None, description="Address of its own site.")
    contact: Url | None = Field(
        None, description="Where companies can write or call: a mailto:, tel: or https: address."
    )
    logo: Picture | None = Field(None, description="Its logo.")
    summary: Text = Field(description="Who it is, in one or two sentences.")
    body: Markdown | None = Field(None, description="More about it, in Markdown.")


class Market(Record):
    """A country that the alliance opens for its companies."""

    kind: ClassVar[str] = "markets"

    country: Country = Field(description="Two-letter country code, for example JP.")
    since: PhaseSlug = Field(description="Slug of the phase in which work on it began.")
    contacts: tuple[PartnerSlug, ...] = Field(
        (), description="Slugs of the partners to ask about it; none for the coordinator."
    )
    summary: Text = Field(description="What the market means to the alliance, in a sentence.")
    body: Markdown | None = Field(None, description="Why this market, in Markdown.")


class Theme(Record):
    """A topic that the alliance works on."""

    kind: ClassVar[str] = "themes"

    name: Text = Field(description="Name of the topic.")
    summary: Text = Field(description="What it is about, in one or two sentences.")
    body: Markdown | None = Field(None, description="More about it, in Markdown.")
    order: Order = Field(999, description="Place in lists: low numbers come first.")


class Participants(Model):
    """How many took part."""

    count: Annotated[int, Field(ge=1)] = Field(description="The number.")
    of: Literal["companies", "organisations", "people"] = Field(description="What was counted.")


class Activity(Record):
    """Something that the alliance did or will do: a mission, a meeting, a webinar."""

    kind: ClassVar[str] = "activities"

    type: ActivityKind = Field(description="What sort of activity it is.")
    title: Text = Field(description="Title as visitors read it.")
    start: Date | None = Field(None, description="First year, month or day; none if not known.")
    end: Date | None = Field(None, description="Last year, month or day, if it lasted longer.")
    phase: PhaseSlug | None = Field(None, description="Slug of the phase it belongs to.")
    place: Text | None = Field(None, description="Where it takes place.")
    online: bool = Field(False, description="true if it takes place online.")
    planned: bool = Field(
        False, description="true says that it is not sure yet. Delete it once it is, or took place."
    )
    cancelled: bool = Field(False, description="true keeps it listed, as cancelled.")
    markets: tuple[MarketSlug, ...] = Field((), description="Slugs of the markets it is about.")
    themes: tuple[ThemeSlug, ...] = Field((), description="Slugs of the themes it is about.")
    partners: tuple[PartnerSlug, ...] = Field(
        (), description="Slugs of those that take part; none for the whole alliance."
    )
    participants: Participants | None = Field(None, description="How many took part, if known.")
    url: Url | None = Field(None, description="Address of its own page or registration.")
    summary: Text = Field(description="What it is, in one or two sentences.")
    body: Markdown | None = Field(None, description="More about it, in Markdown.")


class Agreement(Record):
    """An agreement that the alliance or its partners signed in a market."""

    kind: ClassVar[str] = "agreements"

    counterparts: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Who signed on the other side, as they write their names."
    )
    type: AgreementKind = Field(description="What sort of agreement it is.")
    market: MarketSlug = Field(description="Slug of the market it opens.")
    place: Text = Field(description="Where the counterpart has its seat.")
    phase: PhaseSlug | None = Field(None, description="Slug of the phase in which it was signed.")
    signed: Date | None = Field(None, description="When it was signed; none if not known.")
    signed_at: Text | None = Field(None, description="At which event it was signed.")
    term: Duration | None = Field(None, description="How long it runs, for example 2 years.")
    partners: tuple[PartnerSlug, ...] = Field(
        (), description="Slugs of the partners that signed; none for the alliance as a whole."
    )
    activities: tuple[Annotated[Slug, Reference("activities")], ...] = Field(
        (), description="Slugs of the activities that it grew out of."
    )
    summary: Text = Field(description="What was agreed, in one or two sentences.")
    body: Markdown | None = Field(None, description="More about it, in Markdown.")


class Figure(Record):
    """A number that describes the alliance."""

    kind: ClassVar[str] = "figures"

    value: Annotated[int, Field(ge=0)] = Field(description="The number, in digits only.")
    qualifier: Qualifier = Field("exactly", description="How exact the number is.")
    label: Text = Field(description="What the number counts.")
    as_of: PastDate | None = Field(None, description="Time that the number stands for, if known.")
    order: Order = Field(999, description="Place in lists: low numbers come first.")
    source: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(
        description="Pages that state the number."
    )


class Count(Model):
    """Which records a result counts: those of a kind that fit every condition given."""

    records: Literal["activities", "agreements"] = Field(description="The kind of records.")
    type: tuple[Literal[ActivityKind, AgreementKind], ...] = Field(
        (), description="Only these sorts."
    )
    phase: PhaseSlug | None = Field(None, description="Only those of this phase.")
    market: MarketSlug | None = Field(None, description="Only those of this market.")


class Result(Record):
    """What the alliance says it has reached, held against the records that show it."""

    kind: ClassVar[str] = "results"

    claim: Annotated[int, Field(ge=0)] = Field(description="The number that is claimed.")
    label: Text = Field(description="What was reached, for example agreements signed.")
    counts: Count | None = Field(None, description="Records that show it, if it can be counted.")
    phase: PhaseSlug = Field(description="Slug of the phase that it belongs to.")
    since: Date | None = Field(None, description="From when on it is counted.")
    note: Text | None = Field(None, description="What a reader must know about the number.")
    order: Order = Field(999, description="Place in lists: low numbers come first.")
    source: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(
        description="Pages that state the claim."
    )


class Body(Record):
    """A public body that answers when the site's own answer on a barrier is not enough."""

    kind: ClassVar[str] = "bodies"

    country: Country = Field(description="Two-letter country code, for example FR.")
    name: Name = Field(description="Name of the body, in its own language.")
    law: Name = Field(description="Law that makes it responsible, in its own language.")
    url: Url = Field(description="Address where a complaint can be made.")
    source: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(
        description="Pages that name the body."
    )


class Audit(Record):
    """A test of the whole site by a tool. Written by `make audit`, not by hand."""

    kind: ClassVar[str] = "audits"

    tool: Name = Field(description="What tested the site, with its version.")
    rules: Name = Field(description="What it was tested against.")
    date: PastDate = Field(description="Day of the test.")
    pages: Annotated[int, Field(ge=1)] = Field(description="How many pages were tested.")
    views: Annotated[int, Field(ge=1)] = Field(
        description="How many times, with every width and appearance counted."
    )
    violations: Annotated[int, Field(ge=0)] = Field(description="How many faults it found.")


class Article(Record):
    """A page written by hand: docs/*.md, its front matter and its text."""

    kind: ClassVar[str] = "pages"

    title: Text = Field(description="Title of the page.")
    description: Text = Field(description="What the page says, in one sentence.")
    nav: Text | None = Field(None, description="Shorter title for the menu.")
    body: Markdown | None = Field(None, description="The text of the page, in Markdown.")
