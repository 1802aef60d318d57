"""The user's pager, as git finds and starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from migrator.cli.output import write_result
from migrator.vcs import Repository

_CAN_NOT_RUN = (126, 127)
"""What a shell ends with where there is no such program, or it is none."""


def write_paged(content: bytes, output: Path | None, repository: Repository, *, pager: bool = True) -> None:
    """Write a result through the pager that git would use, where stdout is a terminal and `pager` doesn't say no.

    That is GIT_PAGER, `core.pager` or PAGER, else less. Without one, or with `cat`, it is written as it is.
    """
    command = repository.pager if pager and output is None and sys.stdout.isatty() else ""
    if command in ("", "cat") or _shown_by(command, content) in _CAN_NOT_RUN:
        write_result(content, output)


def _shown_by(command: str, content: bytes) -> int:
    # Git's own settings for less: end at once where all fits on the screen, let colours through, leave the text there.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ, "GIT_PAGER_IN_USE": "1"}
    sys.stdout.flush()
    running = subprocess.Popen(["sh", "-c", command], stdin=subprocess.PIPE, env=environment)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager, which stays
    try:
        running.communicate(content)
    finally:
        signal.signal(signal.SIGINT, before)
    return running.returncode
