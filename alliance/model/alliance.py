"""The alliance itself: the model of data/alliance.yml, and the parts that records share with it."""

from __future__ import annotations

import ast
import inspect
import sys
from typing import ClassVar, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from alliance.model.fields import (
    Colour,
    Date,
    FolderUrl,
    Image,
    Markdown,
    Name,
    PastDate,
    Slug,
    Text,
    Url,
)


class Model(BaseModel):
    """A part of the content: frozen, and strict about fields and types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_given: object) -> None:
        """Keep the docstring where `python -OO` leaves it out: schemas publish it."""
        if sys.flags.optimize == 2 and cls.__doc__ is None:
            source = ast.parse(inspect.getsource(cls)).body[0]
            cls.__doc__ = ast.get_docstring(cast("ast.ClassDef", source), clean=False)


class Source(Model):
    """Where a fact was published."""

    url: Url = Field(description="Address of the page that states the fact.")
    publisher: Name = Field(description="Who published that page.")
    seen: PastDate | None = Field(None, description="When the page was read, best to the day.")


class Picture(Model):
    """A picture and the words that stand in for it."""

    file: Image = Field(description="Path below docs/, for example images/logo.png.")
    alt: Text = Field(description="What the picture shows, for those who do not see it.")
    credit: Name | None = Field(None, description="Who made it and under which terms it is used.")


class Funding(Model):
    """The money behind a phase, and what its giver asks to be shown."""

    funder: Text = Field(description="Who gave the money.")
    programme: Text | None = Field(None, description="Programme that it came from.")
    grant: Name | None = Field(None, description="Number of the grant agreement, if it is public.")
    emblem: Literal["eu"] | None = Field(
        None, description="eu shows the emblem of the European Union; it then needs a label."
    )
    label: Text | None = Field(
        None, description="The funder's own short words, for example Funded by the European Union."
    )
    statement: Text = Field(description="Sentence that acknowledges the funding.")
    disclaimer: Text | None = Field(None, description="Sentence on who answers for the content.")
    verified: bool = Field(
        False, description="true once all of it was checked against the grant agreement."
    )
    verified_by: Name | None = Field(None, description="Who checked it, and when.")


class Phase(Model):
    """A stretch of the alliance's life."""

    name: Text = Field(description="Name of the phase.")
    start: Date = Field(description="First year, month or day.")
    end: Date | None = Field(None, description="Last year, month or day; none while it runs.")
    summary: Text | None = Field(None, description="What the phase was about, in a sentence.")
    funding: Funding | None = Field(None, description="Who paid for it; none if nobody did.")


class Status(Model):
    """How the alliance stands today."""

    active: bool = Field(description="Whether the alliance is officially active.")
    funded: bool = Field(description="Whether a programme funds it at present.")
    text: Text = Field(description="The status in one or two sentences.")


class Publisher(Model):
    """Who answers for the published site by law."""

    name: Name = Field(description="Legal name of the person or organisation.")
    address: Name | None = Field(None, description="Postal address in one line.")
    contact: Url | None = Field(None, description="mailto:, tel: or https: address.")


class Barrier(Model):
    """Something on the site that not everybody can use."""

    text: Text = Field(description="What it is, and what helps meanwhile.")
    reason: Literal["standard", "burden", "scope"] = Field(
        "standard",
        description="standard: it falls short of the standard; burden: to mend it would be out of"
        " proportion; scope: the law does not cover it.",
    )


class Accessibility(Model):
    """What the accessibility statement rests on."""

    conformance: Literal["full", "partial", "none"] = Field(
        description="How far the site meets the standard: full, partial or none."
    )
    prepared: PastDate = Field(description="Day on which the statement was first made.")
    reviewed: PastDate = Field(description="Day on which a person last read it through.")
    contact: Url | None = Field(None, description="Where to report a barrier: mailto: or https:.")
    barriers: dict[Slug, Barrier] = Field({}, description="Known barriers, each under a slug.")


class Brand(Model):
    """The colours of the alliance: two, and what they become on dark pages."""

    primary: Colour = Field("#0b4a6f", description="Colour of links, buttons and numbers.")
    accent: Colour = Field("#a3430f", description="Colour of marks, and of the frame of focus.")
    primary_dark: Colour | None = Field(
        None, description="The first colour on dark pages; made from it if left out."
    )
    accent_dark: Colour | None = Field(
        None, description="The second colour on dark pages; made from it if left out."
    )


class Alliance(Model):
    """The alliance itself: data/alliance.yml."""

    kind: ClassVar[str] = "alliance"
    slug: ClassVar[str] = "alliance"

    name: Text = Field(description="Full name.")
    short_name: Name = Field(description="Short name for the header and for small spaces.")
    aliases: tuple[Name, ...] = Field((), description="Other names and spellings in use.")
    was: tuple[Name, ...] = Field((), description="Earlier short names, the oldest first.")
    tagline: Text = Field(description="What the alliance is for, in one sentence.")
    aim: Markdown = Field(description="What it wants to reach.")
    sector: Text = Field(description="The sector it works in.")
    phases: dict[Slug, Phase] = Field(description="Its phases, oldest first, each under a slug.")
    status: Status = Field(description="How it stands today.")
    publisher: Publisher | None = Field(None, description="Who answers for this site by law.")
    accessibility: Accessibility | None = Field(
        None, description="What the accessibility statement rests on."
    )
    logo: Picture | None = Field(None, description="Logo of the alliance.")
    brand: Brand | None = Field(None, description="Its colours; the site has its own without.")
    repository: FolderUrl | None = Field(None, description="Public address of this repository.")
    source: tuple[Source, ...] = Field((), description="Pages that the facts are taken from.")
