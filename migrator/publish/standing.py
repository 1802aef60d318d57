"""What a plan has left on a branch, and what somebody added to it."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.errors import GitError, RefusedError
from migrator.publish.message import PLAN, STEP
from migrator.publish.origin import Origin, beginning, latest, origin_of
from migrator.vcs import Commit, Repository


@dataclass(frozen=True, slots=True)
class Standing:
    """A branch that a plan made: its tip, the commit it started from, and the commits between, oldest first.

    Of what was merged into the branch only the merge itself is here.
    """

    branch: str
    tip: str
    base: str
    origin: Origin
    commits: tuple[Commit, ...]

    @property
    def made(self) -> tuple[Commit, ...]:
        """The plan's own commits."""
        return tuple(commit for commit in self.commits if self.is_made(commit))

    @property
    def by_hand(self) -> tuple[Commit, ...]:
        """The commits that the plan did not make."""
        return tuple(commit for commit in self.commits if not self.is_made(commit))

    def is_made(self, commit: Commit) -> bool:
        """Whether `commit` says that a step of the plan made it."""
        return commit.trailer(PLAN) == self.origin.plan and bool(commit.trailer(STEP))


def standing_of(repository: Repository, branch: str) -> Standing:
    """How a plan stands on `branch`, by the trailers of its commits; of several plans the latest.

    Raises GitError where there is no such branch, or where the commit it started from is not here, and RefusedError
    where no plan made it.
    """
    tip = repository.branch_tip(branch)
    if tip is None:
        raise GitError(f"there is no branch {branch}", hint="git branch --list lists those that there are")
    made = latest(repository, tip, own=True)
    if made is None:
        raise RefusedError(f"no commit of {branch} says that a plan made it", hint="name a branch that one made")
    origin = origin_of(made)
    base = beginning(repository, tip, origin)
    return Standing(branch, tip, base, origin, tuple(reversed(repository.commits(tip, base, own=True))))
