"""Every message of the check is told by a mistake, and reads as it is written down."""

from __future__ import annotations

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import Problem
from alliance.site.reading import read_content
from bin.message_words import descriptions
from tests import small
from tests.conftest import ROOT
from tests.mistakes import MISTAKES
from tests.rare_mistakes import told

Told = dict[str, list[Problem]]

GOLDENS = ROOT / "tests" / "messages"
NOT_OF_THE_CHECK = {"cli", "editing", "outputs", "review"}
"""The rooms whose texts are no messages of the check."""
DAY = "1772409600"  # 2 March 2026


def sayable() -> set[str]:
    """Return every text that the modules which know content, and what can be wrong in it, say."""
    texts = set()
    for path in sorted((ROOT / "alliance").rglob("*.py")):
        room = path.relative_to(ROOT / "alliance").parts[0]
        if room in NOT_OF_THE_CHECK and path.name != "hints.py":
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_said = isinstance(call, ast.Call) and getattr(call.func, "id", "") in {
                "say",
                "say_many",
                "mark",
            }
            if is_said and call.args and isinstance(call.args[0], ast.Constant):
                texts.add(call.args[0].value)
    return texts


def texts(message: Message) -> Iterator[str]:
    """Yield the texts that a message is made of."""
    yield message.text
    for _, value in message.values:
        if isinstance(value, Message):
            yield from texts(value)
    for part in message.more:
        yield from texts(part)


def golden(found: Told, language: str) -> str:
    """Return what is told of each mistake, in the form of the files in tests/messages/."""
    blocks = []
    for name, problems in found.items():
        lines = [problem.put(tool_words_of(language)) for problem in problems]
        shown = lines if len(lines) < 10 else [*lines[:2], "…", *lines[-2:]]
        blocks.append("".join(f"{line}\n" for line in (f"# {name}", *shown)))
    return "\n".join(blocks)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Return what is told of each mistake on a given day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        yield dict(told(tmp_path_factory.mktemp("mistakes")))


def test_each_mistake_is_told(found: Told) -> None:
    """A row of which nothing is told tests nothing."""
    assert [name for name, problems in found.items() if not problems] == []


def test_each_message_is_told_by_a_mistake(found: Told) -> None:
    """A message that no row brings about can be wrong without anybody noticing: add a row."""
    seen = {
        text
        for problems in found.values()
        for problem in problems
        for message in filter(None, (problem.message, problem.record))
        for text in texts(message)
    }

    assert sayable() - seen == set()


@pytest.mark.parametrize("path", sorted(GOLDENS.glob("*.txt")), ids=lambda path: path.stem)
def test_messages_read_as_they_are_written_down(found: Told, path: Path) -> None:
    """After a change on purpose: `python -m tests.content.test_messages en`."""
    renew = f"python -m tests.content.test_messages {path.stem}"
    assert golden(found, path.stem) == path.read_text(encoding="utf-8"), renew


def test_a_message_is_one_line_and_a_whole_sentence(found: Told) -> None:
    """It ends as sentences do, and nothing in it is left to fill in."""
    lines = [str(problem) for problems in found.values() for problem in problems]

    assert [line for line in lines if not line.isprintable()] == []
    assert [line for line in lines if line[-1] not in ".?)" and "python -m" not in line] == []
    assert [line for line in lines if "  " in line.partition(": ")[2].replace('"  "', "")] == []
    assert [line for line in lines if re.search(r"[?.]\.( |$)", line)] == []


@pytest.mark.parametrize("name", ["alliance", "records", "translations"])
def test_descriptions_of_fields_can_be_quoted(name: str) -> None:
    """A brace in one would be taken for the name of a value; `tools.cfg` names these modules."""
    source = (ROOT / "alliance" / "model" / f"{name}.py").read_text(encoding="utf-8")

    assert [text for _, text in descriptions(source) if str(say(text)) != text] == []
    assert f"[model: alliance/model/{name}.py]" in (
        ROOT / "alliance" / "locale" / "tools.cfg"
    ).read_text(encoding="utf-8")


CATALOGUE = """
msgid ""
msgstr "Language: fr\\nContent-Type: text/plain; charset=utf-8\\n"

msgid "there is no field {field} here."
msgstr "il n’y a pas de champ {field} ici."

msgid "Did you mean {word}?"
msgstr "Vouliez-vous dire {word} ?"

msgid "{where}: {finding}"
msgstr "{where} : {finding}"

msgid "{kind} {slug}"
msgstr "{kind} {slug}"

msgid "market"
msgstr "marché"
"""


def test_what_a_catalogue_lacks_is_told_in_english() -> None:
    """Sentence by sentence; values are put into the language too."""
    changed, _ = MISTAKES["misspelt field"]
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(CATALOGUE.encode()), locale="fr"))
    compiled.seek(0)
    words = GNUTranslations(compiled)
    with TemporaryDirectory() as folder:
        (problem,) = read_content(small.write(Path(folder), changed))[1]

    assert problem.put(words).startswith(
        'data/markets/japan.yml:3:1: marché "japan" : il n’y a pas de champ "sumary" ici.'
        ' Vouliez-vous dire "summary" ? Fields that can be given: aliases, '
    )


if __name__ == "__main__":
    os.environ["SOURCE_DATE_EPOCH"] = DAY
    with TemporaryDirectory() as scratch:
        for code in sys.argv[1:] or ["en"]:
            text = golden(dict(told(Path(scratch))), code)
            (GOLDENS / f"{code}.txt").write_text(text, encoding="utf-8")
