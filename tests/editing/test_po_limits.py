"""No PO file takes longer than its size explains, ends in a traceback, or writes elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance.__main__ import main
from alliance.content.loading import load
from alliance.editing.translations.import_ import Delivery, import_texts
from alliance.editing.translations.po import parse_po
from alliance.views.registry import VIEW_OPTIONS
from tests import small
from tests.growth import LINEAR, growth

HEADER = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
PLACE = "data/markets/japan.yml#summary"


def unit(place: str = PLACE, text: str = "Un.", source: str = "A market.") -> str:
    """Return an entry of a PO file."""
    return f'msgctxt "{place}"\nmsgid "{source}"\nmsgstr "{text}"\n\n'


FILES: dict[str, Callable[[int], str]] = {
    "a long text": lambda size: HEADER + unit(text="x " * (size // 2)),
    "escapes": lambda size: HEADER + unit(text='\\"' * (size // 2)),
    "a quote that is never closed": lambda size: HEADER + 'msgid "' + '\\"' * (size // 2),
    "a long place": lambda size: HEADER + unit("a." * (size // 2)),
    "places that climb": lambda size: (
        HEADER + "".join(unit(f"../../etc/{number}#summary") for number in range(size // 60))
    ),
    "one text again and again": lambda size: HEADER + unit() * (size // 60),
    "lines of no kind": lambda size: HEADER + "x\n" * (size // 2),
    "a text of many lines": lambda size: HEADER + unit(text="") + '"x"\n' * (size // 4),
    "flags": lambda size: HEADER + "#, " + "fuzzy," * (size // 6) + "\n" + unit(),
    "plurals": lambda size: (
        HEADER
        + 'msgid "x"\nmsgid_plural "y"\n'
        + "".join(f'msgstr[{number}] "z"\n' for number in range(size // 16))
    ),
    "a plural of many digits": lambda size: (
        HEADER + f'msgid "x"\nmsgid_plural "y"\nmsgstr[{"9" * size}] "z"\n'
    ),
    "a long language": lambda size: HEADER.replace("fr", "a_" * (size // 2)),
    "a header of many fields": lambda size: HEADER + '"X: y\\n"\n' * (size // 9),
    "brackets in plurals": lambda size: HEADER.replace(
        "Language: fr", f"Plural-Forms: nplurals=2; plural={'(' * size}n;"
    ),
    "stacked marks": lambda size: HEADER + unit(text="a" + "\u0316\u0301" * (size // 4)),
    "stacked marks in a source": lambda size: (
        HEADER + unit(source="a" + "\u0316\u0301" * (size // 4))
    ),
    "blanks": lambda size: HEADER + "msgid" + " " * size + "x",
}


@pytest.mark.parametrize("name", FILES)
def test_a_po_file_takes_time_in_proportion_to_its_size(name: str, tmp_path: Path) -> None:
    """Reading it, finding the place of each text, and checking the texts."""
    loaded = load(small.write(tmp_path))

    def work(size: int) -> None:
        _, units, _ = parse_po(FILES[name](size), "x.po")
        import_texts(loaded, Delivery("x.po", tuple(units), "fr"), VIEW_OPTIONS)

    assert growth(work, 20_000) < LINEAR


def taken(root: Path, file: Path) -> Result:
    """Take a file into a site."""
    return CliRunner().invoke(main, ["translations", "import", "--root", str(root), str(file)])


@pytest.mark.parametrize("name", FILES)
def test_a_po_file_is_taken_whole_or_refused(name: str, tmp_path: Path) -> None:
    """With lines that say why, and nothing written but the translations of what there is."""
    root = small.write(tmp_path / "site")
    (tmp_path / "x.po").write_text(FILES[name](3000), encoding="utf-8")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    ran = CliRunner().invoke(
        main, ["translations", "import", "--root", str(root), str(tmp_path / "x.po")]
    )

    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert ran.exit_code in (0, 1)
    assert ran.exit_code == 0 or "x.po:" in ran.output
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert written <= {root / "data/markets/japan.fr.yml"}


@pytest.mark.parametrize(
    "data", [b"\xff\xfe" + HEADER.encode("utf-16-le"), b"\xe9\n", b"\0\0", b""]
)
def test_another_encoding_is_named(data: bytes, tmp_path: Path) -> None:
    """A PO file is UTF-8, as what else is read here."""
    root = small.write(tmp_path / "site")
    (tmp_path / "x.po").write_bytes(data)
    ran = CliRunner().invoke(
        main, ["translations", "import", "--root", str(root), str(tmp_path / "x.po")]
    )

    assert ran.exit_code == 1
    assert "x.po:1:1: " in ran.output
