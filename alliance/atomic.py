"""Files that are replaced in one step: whoever reads one sees all of the old or of the new text."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in the place of another, if there is one, whatever interrupts that.

    Raises OSError, with the path, where it cannot be written.
    """
    path = path.resolve()  # a link stays one
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # such as /dev/stdout
        return
    part = path.with_name(f".{path.name}.part")  # hidden: no content; the next one writes over it
    try:
        part.write_bytes(content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
