"""One run of a command, measured: the process and everything that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_KIBIBYTES = 1 if sys.platform == "darwin" else 1024


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
    ended = threading.Event()
    errors = Path(f"{output}.err")
    with output.open("wb") as said, errors.open("wb") as wrong, (source or Path(os.devnull)).open("rb") as given:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=given,
            stdout=said,
            stderr=wrong,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        clock = threading.Timer(limit, _end, (process.pid, ended))
        clock.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            _end(process.pid, ended)
            raise
        finally:
            clock.cancel()
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    code = None if ended.is_set() else process.returncode
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KIBIBYTES, code)


def _end(group: int, ended: threading.Event) -> None:
    ended.set()
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
