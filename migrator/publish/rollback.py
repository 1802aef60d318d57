"""A plan's branch taken back: it goes, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from migrator.errors import RefusedError
from migrator.publish.standing import Standing
from migrator.vcs import Commit, Repository

SHOWN = 10
"""Commits that are named; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class RolledBack:
    """A branch that is gone. `switched_to` is the branch or commit that the work tree went to; None where it stayed."""

    standing: Standing
    switched_to: str | None


def roll_back(repository: Repository, standing: Standing, *, by_hand_too: bool = False) -> RolledBack:
    """Remove the branch with its reflog and its settings; where it is checked out, go back to where it started first.

    Raises RefusedError, before anything is written, where it holds commits that the plan did not make (unless
    `by_hand_too`), where nothing else would hold the commit it started from, or where it is checked out and has
    uncommitted changes; GitError where it moved meanwhile, is locked, or is checked out in another work tree.
    """
    branch = standing.branch
    if standing.by_hand and not by_hand_too:
        raise RefusedError(
            f"{branch} holds commits that the plan did not make:\n{_listed(standing.by_hand)}",
            hint="keep them on a branch of their own, or remove them with it: --force",
        )
    others = [name for name in repository.holding(standing.base) if name != f"refs/heads/{branch}"]
    if not others:
        raise RefusedError(
            f"no other branch holds {standing.base[:7]}, the commit that {branch} started from",
            hint=f"make one first: git branch NAME {standing.base[:7]}",
        )
    target = None
    if repository.current_branch == branch:
        target = _start(repository, standing, [name.removeprefix("refs/heads/") for name in others])
        _leave(repository, branch, target)
    repository.delete_branch(branch, standing.tip)
    return RolledBack(standing, target)


def _start(repository: Repository, standing: Standing, holders: Sequence[str]) -> str:
    """The branch that it started from: the one left for it, else the only one that it can be; else the commit."""
    local = [name for name in holders if not name.startswith("refs/")]
    left = repository.came_from(standing.branch)
    if left in local:
        return left
    there = [name for name in local if repository.branch_tip(name) == standing.base]
    return next((names[0] for names in (there, local) if len(names) == 1), standing.base)


def _leave(repository: Repository, branch: str, target: str) -> None:
    status = repository.status()
    paths = status.modified + status.unmerged
    if paths:
        listed = "".join(f"\n  {path}" for path in paths[:SHOWN])
        more = f"\n  and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
        raise RefusedError(
            f"{branch} is checked out, and the work tree has uncommitted changes:{listed}{more}",
            hint="commit or stash them, or switch to another branch",
        )
    is_branch = repository.branch_tip(target) is not None
    reason = repository.switch(target) if is_branch else repository.detach(target)
    if reason:
        raise RefusedError(f"{branch} is checked out, and it can't be left for {target}: {reason}")


def _listed(commits: Sequence[Commit]) -> str:
    lines = [f"  {commit.oid[:7]} {commit.subject}" for commit in commits[:SHOWN]]
    if len(commits) > SHOWN:
        lines.append(f"  and {len(commits) - SHOWN} more")
    return "\n".join(lines)
