"""Why a site cannot be built."""

from __future__ import annotations

from collections.abc import Sequence

from alliance.content.options import read_language
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import Message
from alliance.i18n.problems import Problem, report_problems


class BuildError(Exception):
    """Why a site cannot be built, in the language of the person who builds it."""

    def __init__(self, reason: Message | str | Sequence[Problem]) -> None:
        self.words = tool_words_of(read_language())
        if isinstance(reason, Message):
            reason = reason.put(self.words)
        super().__init__(reason if isinstance(reason, str) else report_problems(reason, self.words))
