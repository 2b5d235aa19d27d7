"""What Hatchling does before it packs the wheel: compile the catalogues."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """The name that Hatchling looks for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue beside its source, as a checkout does when it reads one."""
        sys.path.insert(0, self.root)
        from alliance.i18n.catalogues import CATALOGUES, compiled  # noqa: PLC0415 (found only now)

        for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
            compiled(source)
