"""What the check must refuse: a problem with its place, and never anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance.content.loading import MAX_PROBLEMS
from alliance.i18n.problems import Problem
from alliance.site.reading import read_content
from tests.trust import inputs, made
from tests.trust.inputs import Refused

KINDS = (
    *(inputs.records, inputs.pages, inputs.drawings, inputs.settings, inputs.lists),
    *(inputs.addresses, made.encodings, made.names, made.places, made.large),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_input_is_refused_at_its_place(
    tmp_path: Path, kind: Callable[[], Iterator[Refused]]
) -> None:
    """By a line that can be printed and names the file, the line, and what is wrong."""
    others = {}
    for number, case in enumerate(kind()):
        _, problems = read_content(case.write(tmp_path / str(number)))
        if not is_refused(case, problems):
            others[case.name] = [str(problem) for problem in problems[:3]]

    assert others == {}


def is_refused(case: Refused, problems: list[Problem]) -> bool:
    """Tell whether an input is refused as it must be, in so many lines that a person can read."""
    if len(problems) > MAX_PROBLEMS + 1 or not all(str(each).isprintable() for each in problems):
        return False
    return any(
        problem.path == (case.path or problem.path)
        and problem.line == (case.line or problem.line)
        and case.words in str(problem)
        for problem in problems
    )


def test_the_tables_name_the_files_of_the_corpus() -> None:
    """Each outcome belongs to an input, and there are enough of them."""
    number = 0
    for table in inputs.CORPUS.rglob("*.toml"):
        folder = table.relative_to(inputs.CORPUS).with_suffix("").as_posix()
        assert inputs.outcomes(folder).keys() == inputs.files(folder).keys(), folder
        number += len(inputs.files(folder))
    assert number >= 300
