"""Where a branch comes from, as the trailers of its commits tell it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from migrator.errors import GitError
from migrator.plan import shipped_plans
from migrator.publish.message import BASE, DIGEST, PARAMS, PLAN
from migrator.vcs import Commit, Repository


@dataclass(frozen=True, slots=True)
class Origin:
    """The plan, its parameters, the commit it started from and the digest; empty where nobody says."""

    plan: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    base: str = ""
    digest: str = ""

    @property
    def shipped_plan(self) -> str | None:
        """The plan, if it comes with the program; None for any other.

        A path is never taken from a commit: who writes one would have code of theirs loaded by whoever looks at it.
        """
        return self.plan if self.plan in shipped_plans() else None


def origin_of(commit: Commit) -> Origin:
    """What a commit's trailers tell. A parameter without a value is one that nobody gave."""
    try:
        told = json.loads(commit.trailer(PARAMS) or "{}")
    except ValueError:
        told = {}
    params = told if isinstance(told, dict) else {}
    return Origin(
        commit.trailer(PLAN) or None,
        {name: value for name, value in params.items() if value is not None},
        commit.trailer(BASE) or "",
        commit.trailer(DIGEST) or "",
    )


def latest(repository: Repository, revision: str, *, own: bool = False) -> Commit | None:
    """The newest commit that a plan made, with `own` only of those that came by no merge; None where none did."""
    made = repository.commits(revision, naming=BASE, own=own)
    return next((commit for commit in made if commit.trailer(BASE)), None)


def beginning(repository: Repository, branch: str, origin: Origin) -> str:
    """The commit that the plan's commits lie on.

    That is the one they name, or after a rebase the one before the first of them. Raises GitError where it is not here.
    """
    oldest = None
    for commit in repository.commits(branch, naming=BASE):
        if commit.trailer(BASE) == origin.base:
            oldest = commit
        elif oldest is not None:
            break
    parents = oldest.parents if oldest is not None else ()
    if not parents or origin.base in parents or _leads_to(repository, branch, origin.base):
        return _named(repository, origin.base)
    return repository.resolve(parents[0])


def _leads_to(repository: Repository, branch: str, base: str) -> bool:
    try:
        return not repository.commits(base, branch)
    except GitError:
        return False


def _named(repository: Repository, base: str) -> str:
    try:
        return repository.resolve(base)
    except GitError as error:
        raise GitError(
            f"the commit {base[:12]} that the branch started from is not here",
            hint="fetch more of the history (`git fetch --unshallow`), or name another with `--base`",
        ) from error
