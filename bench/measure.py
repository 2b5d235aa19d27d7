"""What a command costs: it runs as a child, and the system says what it and its children used."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# getrusage(2) gives kilobytes on Linux, bytes on macOS.
_UNITS_PER_MIB = 1 << 20 if sys.platform == "darwin" else 1 << 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all processors, user and system, with the children it waited for."""
    peak: float
    """MiB of memory of its largest process, or of the measuring one if that is larger."""
    status: int
    """Its exit status."""


class CommandError(Exception):
    """A command that was to be measured failed."""


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], allowed: Collection[int]
) -> Cost:
    """Run a command in a folder and return its cost; raise unless its status is an allowed one."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")[-2_000:].strip()
            raise CommandError(f"{command} ended with status {process.returncode}:\n{said}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall, cpu, usage.ru_maxrss / _UNITS_PER_MIB, process.returncode)
