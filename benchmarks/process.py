"""One run of a command, measured: the process and everything that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = Path(__file__).parent / "launch.py"
#: What the kernel counts memory in.
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """`wall` and `cpu` in seconds, `peak` in bytes, the exit code; that is None where the limit of time ended the run.

    `cpu` is user and system time of the whole tree of processes. `peak` is the resident memory of the largest of them.
    """

    wall: float
    cpu: float
    peak: int
    code: int | None


def measured(
    command: Sequence[str],
    folder: Path,
    output: Path,
    limit: float,
    environment: Mapping[str, str],
    source: Path | None = None,
) -> Run:
    """Run `command` in `folder`, for at most `limit` seconds. It reads `source`, and writes to `output`.

    Its errors go to a file beside `output`, with `.err` behind the name; `environment` comes on top of what there is.
    """
    line = Path(f"{output}.run")
    files = (line, source or os.devnull, output, f"{output}.err")
    launched = [sys.executable, "-I", "-S", str(_LAUNCHER), str(limit), *map(str, files), *command]
    subprocess.run(launched, cwd=folder, env={**os.environ, **environment}, check=True)
    wall, cpu, peak, code, ended = line.read_text().split()
    return Run(float(wall), float(cpu), int(peak) * _UNIT, None if ended == "1" else int(code))
