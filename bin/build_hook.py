"""What Hatchling does before it packs the wheel: compile the catalogues, add the SBOM."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BILL = "dist/alliance-site.cdx.json"


class CustomBuildHook(BuildHookInterface[Any]):
    """The name that Hatchling looks for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue beside its source, as a checkout does when it reads one.

        The bill of materials goes into the wheel (PEP 770) if `make wheel` has written it.
        """
        sys.path.insert(0, self.root)
        from alliance.i18n.catalogues import CATALOGUES, compiled  # noqa: PLC0415 (found only now)

        for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
            compiled(source)
        if (Path(self.root) / BILL).is_file():
            build_data["sbom_files"].append(BILL)
