"""How much a browser has to draw for an SVG: parts can be drawn again and again, in each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import chain, islice
from xml.etree.ElementTree import Element

from alliance.content.pictures import refusals
from alliance.content.pictures.css import Rule
from alliance.i18n.messages import WrongValueError


def check_copies(
    root: Element, references: Iterable[tuple[Element, str]], rules: Iterable[Rule], most: int
) -> None:
    """Raise WrongValueError for a part that is drawn within itself, or for more than `most`.

    `references` are elements and ids that they refer to; the addresses of `rules` are ids. A
    pattern, mask or filter counts each time it is used, as a copy by `use` does.
    """
    elements = list(root.iter())
    named = {name: each for each in reversed(elements) if (name := each.get("id"))}
    drawn = {element: list(element) for element in elements}
    shared: dict[str, list[Element]] = defaultdict(list)
    for rule in rules:  # a part that all elements draw for which it is
        part = Element("rule")
        drawn[part] = [named[name] for name in rule.addresses if name in named]
        for name in rule.names or [""]:
            shared[name].append(part)
    known = ((each, named[name]) for each, name in references if name in named)
    # One more than allowed is enough to know.
    for element, part in islice(chain(known, _styled(elements, shared)), most + 1):
        drawn[element].append(part)
    if _count(drawn, most)[root] > most:
        raise WrongValueError(refusals.too_many(most))


def _styled(
    elements: Iterable[Element], shared: Mapping[str, Sequence[Element]]
) -> Iterator[tuple[Element, Element]]:
    """Yield elements and the rules that are for them."""
    if not shared:
        return
    for element in elements:
        names = ["", element.tag, element.get("id", ""), *element.get("class", "").split()]
        for name in dict.fromkeys(names):
            yield from ((element, rule) for rule in shared.get(name, ()))


def _count(drawn: Mapping[Element, Sequence[Element]], most: int) -> dict[Element, int]:
    """Return how many elements are drawn for each; numbers above `most` mean "more"."""
    counts: dict[Element, int] = {}
    try:
        for element in TopologicalSorter(drawn).static_order():
            copies = 1 + sum(counts[part] for part in drawn[element])
            counts[element] = min(copies, most + 1)
    except CycleError as error:
        found = next(filter(None, (part.get("id") for part in error.args[1])), "")
        raise WrongValueError(refusals.circular(f"#{found}")) from None
    return counts
