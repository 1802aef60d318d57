"""A bound on the work that a test may make, so that what would take hours fails."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def patience(seconds: int = 15) -> Iterator[None]:
    """Fails after so many seconds of this process's own work, however busy the machine is."""

    def lost(number: int, frame: object) -> None:
        raise AssertionError(f"not done after {seconds} seconds of work")

    before = signal.signal(signal.SIGVTALRM, lost)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
