"""What to say where somebody interrupts while a branch is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from migrator.vcs import Repository


@contextmanager
def telling_what_is_there(repository: Repository, branch: str) -> Iterator[None]:
    """An interruption inside says whether the branch was written already; it changes in one moment or not at all."""
    tip, current = repository.branch_tip(branch), repository.current_branch
    try:
        yield
    except KeyboardInterrupt as interruption:
        tip_now, current_now = repository.branch_tip(branch), repository.current_branch
        if (tip_now, current_now) == (tip, current):
            raise
        if tip_now is None:
            state = "is gone"
        elif tip_now != tip:
            state = "holds the result already"
        else:
            state = f"is as it was, and the work tree is on {current_now or 'no branch'}"
        raise KeyboardInterrupt(f"the branch {branch} {state}") from interruption
