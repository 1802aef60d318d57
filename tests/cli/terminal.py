"""The program in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios

PROGRAM = (sys.executable, "-m", "migrator")


def on_a_terminal(*arguments: str, columns: int = 80, **environment: str) -> tuple[str, str]:
    """What appears on stdout and on stderr, each a terminal of so many columns. No pager, unless one is given."""
    streams = [pty.openpty(), pty.openpty()]
    for _, theirs in streams:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    running = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=streams[0][1],
        stderr=streams[1][1],
        env={**os.environ, "TERM": "xterm", "PAGER": "cat", **environment},
    )
    for _, theirs in streams:
        os.close(theirs)
    shown = {ours: b"" for ours, _ in streams}
    waiting = set(shown)
    while waiting:
        for ours in select.select(list(waiting), [], [])[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that nobody writes there any more
                piece = b""
            shown[ours] += piece
            if not piece:
                waiting.remove(ours)
                os.close(ours)
    running.wait()
    out, err = (content.decode().replace("\r\n", "\n") for content in shown.values())
    return out, err
