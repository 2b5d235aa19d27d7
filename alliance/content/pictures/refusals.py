"""Why something in an SVG is refused, and what to do in the drawing program."""

from __future__ import annotations

from alliance.i18n.messages import Message, say
from alliance.i18n.problems import quote


def running(found: str) -> Message:
    """Refuse what runs code."""
    return say(
        "this SVG has {found}, which can run code. Remove it in the drawing program, or export the"
        " drawing as PNG.",
        found=quote(found),
    )


def html(found: str) -> Message:
    """Refuse HTML within a drawing."""
    return say(
        "this SVG has {found}, which puts HTML into the drawing. Convert it to plain text or paths"
        " in the drawing program, or export the drawing as PNG.",
        found=quote(found),
    )


def moving(found: str) -> Message:
    """Refuse what moves."""
    return say(
        "this SVG has {found}, which makes it move; visitors cannot stop it. Export the drawing"
        " without animation.",
        found=quote(found),
    )


def not_allowed(found: str) -> Message:
    """Refuse anything else that is on no list."""
    return say(
        "this SVG has {found}, which is not allowed here. Export the drawing as plain SVG without"
        " it, or as PNG.",
        found=quote(found),
    )


def leading_out(found: str) -> Message:
    """Refuse a reference to anything but a part of the same drawing."""
    return say(
        "this SVG refers to {found}, which is outside the file. Remove the reference in the drawing"
        " program, or embed the picture as PNG, JPEG or WebP.",
        found=quote(found),
    )


def circular(found: str) -> Message:
    """Refuse a part that is drawn within itself."""
    return say(
        "this SVG draws {found} within itself. Export the drawing again, or as PNG.",
        found=quote(found),
    )


def mislabelled(ending: str) -> Message:
    """Refuse a file of another kind than its name says."""
    return say(
        "the file is not what its name says ({ending}). Save it again in that format.",
        ending=ending,
    )


def damaged() -> Message:
    """Refuse what is not XML."""
    return say(
        "the SVG is damaged here: it is not well-formed XML. Export it again from the drawing"
        " program."
    )


def encoded(encoding: str) -> Message:
    """Refuse another encoding."""
    return say(
        "the SVG says that its encoding is {encoding}; only UTF-8 is read. Save it as UTF-8.",
        encoding=quote(encoding),
    )


def not_svg(found: str) -> Message:
    """Refuse another outermost element."""
    return say(
        'the file is not an SVG: it starts with {found}, not with <svg xmlns="{namespace}">. Export'
        " it as SVG from a drawing program.",
        found=quote(found),
        namespace="http://www.w3.org/2000/svg",
    )


def too_many(most: int) -> Message:
    """Refuse what would take a browser too long to draw."""
    return say(
        "the drawing has more than {most} elements, counting each copy that it draws. Simplify it,"
        " or export it as PNG.",
        most=most,
    )


def too_deep(most: int) -> Message:
    """Refuse groups in groups in groups."""
    return say(
        "groups in this SVG are nested more than {most} deep. Ungroup them, or export the drawing"
        " as PNG.",
        most=most,
    )


def too_many_styles(most: int) -> Message:
    """Refuse what takes too long to check."""
    return say(
        "the styles in this SVG have more than {most} characters. Simplify the drawing, or export"
        " it as PNG.",
        most=most,
    )


def too_many_pixels(most: int) -> Message:
    """Refuse what would take a browser too much memory."""
    return say(
        "the pictures in this SVG have more than {most} million pixels in total. Make them"
        " smaller.",
        most=most // 1_000_000,
    )


def embedded(found: str) -> Message:
    """Refuse a picture within a drawing that is not sound."""
    return say(
        "the embedded picture {found} cannot be read. Embed it again as PNG, JPEG or WebP.",
        found=quote(found),
    )
