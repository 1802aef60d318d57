"""What to say where somebody interrupts while a branch is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from migrator.vcs import Repository


@contextmanager
def telling_what_is_there(repository: Repository, branch: str) -> Iterator[None]:
    """An interruption inside says whether the branch was written already; it changes in one moment or not at all."""
    before = repository.branch_tip(branch)
    try:
        yield
    except KeyboardInterrupt as interruption:
        after = repository.branch_tip(branch)
        if after == before:
            raise
        state = "is gone" if after is None else "holds the result already"
        raise KeyboardInterrupt(f"the branch {branch} {state}") from interruption
