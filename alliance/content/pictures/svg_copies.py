"""How much a browser has to draw for an SVG: parts can be drawn again and again, in each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import chain, islice
from xml.etree.ElementTree import Element

from alliance.content.pictures import refusals
from alliance.i18n.messages import WrongValueError


def check_copies(
    root: Element,
    references: Iterable[tuple[Element, str]],
    styles: Mapping[str, Iterable[str]],
    most: int,
) -> None:
    """Raise WrongValueError for a part that is drawn within itself, or for more than `most`.

    `references` are elements and ids that they refer to, `styles` ids that are referred to by the
    class, id or element that is styled ("" for all). A pattern, mask or filter counts each time it
    is used, as a copy by `use` does.
    """
    elements = list(root.iter())
    named = {name: each for each in reversed(elements) if (name := each.get("id"))}
    known = {owner: named.keys() & ids for owner, ids in styles.items()}
    uses = chain(references, _styled(elements, known))
    drawn = {element: list(element) for element in elements}
    # One more than allowed is enough to know.
    for element, part in islice(((each, id_) for each, id_ in uses if id_ in named), most + 1):
        drawn[element].append(named[part])
    if _count(drawn, most)[root] > most:
        raise WrongValueError(refusals.too_many(most))


def _styled(
    elements: Iterable[Element], styles: Mapping[str, Iterable[str]]
) -> Iterator[tuple[Element, str]]:
    """Yield elements and the ids that styles make them refer to."""
    if not any(styles.values()):
        return
    for element in elements:
        owners = {"", element.tag, element.get("id", ""), *element.get("class", "").split()}
        for owner in sorted(owners & styles.keys()):
            yield from ((element, part) for part in styles[owner])


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
