"""A finished site as one file to hand on."""

from __future__ import annotations

import zipfile
from pathlib import Path

# The earliest moment that a zip can say: the same files give the same bytes on any day.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path) -> Path:
    """Write a folder as a zip beside it, within one folder of its name; return the zip."""
    packed = folder.with_name(f"{folder.name}.zip")
    unfinished = packed.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                entry = zipfile.ZipInfo(name, _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3  # Unix, whose permissions follow
                entry.external_attr = 0o100644 << 16
                archive.writestr(entry, path.read_bytes())
    unfinished.replace(packed)
    return packed
