"""What values of single fields must look like: texts, countries, addresses, colours, images."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from babel import Locale

from alliance.i18n.messages import WrongValueError, say
from alliance.i18n.problems import did_you_mean

SCHEMES = ("https", "http", "mailto", "tel")
SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
IMAGE_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
"""The endings that a picture may have, and what they stand for: every browser shows these."""
_ENDINGS = "|".join(ending.removeprefix(".") for ending in IMAGE_TYPES)
IMAGE_PATTERN = rf"images/[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.({_ENDINGS})"

# CLDR lists groupings, private codes and reserved ones beside the countries of ISO 3166-1. Kosovo's
# XK is private too, but the European Union uses it.
_NOT_COUNTRIES = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"),
}
COUNTRIES = (
    frozenset(code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code)))
    - _NOT_COUNTRIES
)
# The Interinstitutional Style Guide of the EU, 7.1.1, has these two besides ISO 3166-1.
_EU_CODES = {"EL": "GR", "UK": "GB"}


def check_text(value: object) -> object:
    """Refuse a text in which there is nothing to see."""
    if isinstance(value, str) and not any(map(_is_visible, value)):
        raise WrongValueError(say("the text is empty: write it, or delete the field."))
    return value


def _is_visible(character: str) -> bool:
    """Tell whether a character has a shape of its own, by its category and, for some, its name."""
    is_filler = character in "\u115f\u1160\u2800\u3164\uffa0"  # of Hangul and Braille
    return not is_filler and unicodedata.category(character)[0] not in "ZCM"


def check_country(value: object) -> object:
    """Refuse what is not an ISO 3166-1 alpha-2 code known to CLDR."""
    if not isinstance(value, str) or value not in COUNTRIES:
        meant = _country(str(value))
        message = say("not a country code: write two capital letters such as JP (ISO 3166-1).")
        raise WrongValueError(message + did_you_mean(meant, {meant} & COUNTRIES))
    return value


def _country(typed: str) -> str:
    """Return the code that is most likely meant: of an English name, or as the EU writes it."""
    named = {name.casefold(): str(code) for code, name in Locale("en").territories.items()}
    code = named.get(typed.casefold(), typed.upper())
    return _EU_CODES.get(code, code)


def check_url(value: object) -> object:
    """Return an address with scheme and host in small letters (RFC 3986).

    Refuse one with another scheme, credentials, blanks or control characters, also percent-encoded,
    a host that is none, and a mail address or number that is none.
    """
    if not isinstance(value, str):
        return value
    if re.search(r"[\s\\<>\"'`{}|^\x00-\x20\x7f-\x9f]|%[01][0-9A-Fa-f]|%7[Ff]", value):
        raise WrongValueError(
            say("an address has no blanks, quotes, brackets or backslashes. Take them out.")
        )
    try:
        parts = urlsplit(value)
        port_is_legal = parts.port is None or parts.port > 0
    except ValueError:
        raise WrongValueError(say("not a complete address: check the part after //.")) from None
    if parts.scheme not in SCHEMES:
        raise WrongValueError(
            say('an address starts with "https://", "http://", "mailto:" or "tel:". Write it so.')
        )
    rest = value[len(parts.scheme) :]
    if parts.scheme in ("mailto", "tel"):
        if parts.netloc or parts.query or not (port_is_legal and _is_contact(parts)):
            raise WrongValueError(
                say("write only the mail address or number, as in mailto:office@example.org.")
            )
        return parts.scheme + rest
    if "@" in parts.netloc or not (port_is_legal and _is_host(parts.hostname or "")):
        raise WrongValueError(
            say("an address names a host, and no user or password, as in https://example.org/.")
        )
    return parts.scheme + rest.replace(parts.netloc, parts.netloc.lower(), 1)


def check_folder_url(value: object) -> object:
    """Return an address as `check_url` does; refuse one of more than a host and a folder."""
    checked = check_url(value)
    if isinstance(checked, str):
        parts = urlsplit(checked)
        names = parts.path.strip("/").split("/") if parts.path.strip("/") else []
        is_file = bool(names) and names[-1].lower().endswith((".htm", ".html", ".php", ".xml"))
        is_odd = bool({"", ".", ".."} & set(names)) or "//" in parts.path or is_file
        if "?" in checked or "#" in checked or is_odd:
            raise WrongValueError(
                say(
                    "write only a host and a folder, with no .., //, ? or # after the host, as in"
                    " https://example.org/folder/."
                )
            )
    return checked


def _is_host(name: str) -> bool:
    """Tell whether a name can be that of a host: labels of letters, digits and hyphens, or IPv6."""
    if ":" in name:
        return True  # in brackets; urlsplit has looked at it
    try:
        labels = name.encode("idna").decode("ascii").removesuffix(".").split(".")
    except UnicodeError:
        return False
    return all(re.fullmatch("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?", s) for s in labels)


# A telephone number, with parameters such as ";ext=12" (RFC 3966).
_NUMBER = re.compile(r"\+?[0-9*#().-]+(?:;[A-Za-z0-9-]+(?:=[A-Za-z0-9.+-]+)?)*")


def _is_contact(parts: SplitResult) -> bool:
    if parts.scheme == "tel":
        return bool(_NUMBER.fullmatch(parts.path) and re.search("[0-9]", parts.path))
    name, at, host = parts.path.partition("@")
    return bool(at and re.fullmatch(r"[^@,;:()\[\]/%]{1,64}", name) and _is_host(host))


def check_colour(value: object) -> object:
    """Return an sRGB colour in small letters; refuse what is not a hash and six digits."""
    typed = value if isinstance(value, str) else f"{value:06}" if isinstance(value, int) else ""
    digits = typed.strip().lower().removeprefix("#")
    if isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value.lower()):
        return value.lower()
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    message = say(
        "not a colour: write a hash and six digits or letters from a to f, in quotes, such as"
        ' "#0b4a6f".'
    )
    near = f"#{digits}"
    is_near = re.fullmatch("#[0-9a-f]{6}", near)
    raise WrongValueError(message + (did_you_mean(near, [near]) if is_near else None))


def check_image(value: object) -> object:
    """Refuse an image path that leaves docs/images or is not of a plain picture format."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(IMAGE_PATTERN, value):
        raise WrongValueError(
            say("write the path of a picture below docs/, as in images/logo.png.")
        )
    return value
