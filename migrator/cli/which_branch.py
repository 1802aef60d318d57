"""Which branch is meant where none is named, and which plan made it."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.errors import UsageError
from migrator.plan import Plan, Unvouched, load_plan
from migrator.publish import Standing, latest
from migrator.vcs import Repository

_PREFIX = "migrate/"
_SHOWN = 10


def branch_to_verify(repository: Repository, base: str | None) -> str:
    """The current branch, if a plan made it or `base` says what to compare it with; else the only one `migrate/...`.

    Raises UsageError, naming the candidates, where that is none or several.
    """
    head = repository.current_branch or "HEAD"
    repository.resolve(head)
    # A branch into which the plan's was merged is not the plan's.
    if base is not None or latest(repository, head, own=True) is not None:
        return head
    return _the_only_one(repository, or_else="name the branch, or the commit to compare with by `--base`")


def plans_branch(repository: Repository) -> str:
    """The current branch, if a plan made it; else the only one `migrate/...`. Raises UsageError as above."""
    current = repository.current_branch
    if current is not None and repository.branch_tip(current) and latest(repository, current, own=True) is not None:
        return current
    return _the_only_one(repository)


def branch_to_remove(repository: Repository) -> str:
    """The current branch, if it is one `migrate/...`; else the only one. Raises UsageError as above.

    Any other branch has to be named, if a plan made it or not: it may be the one into which the plan's was merged.
    """
    current = repository.current_branch
    if current is not None and current.startswith(_PREFIX):
        return current
    return _the_only_one(repository)


def _the_only_one(repository: Repository, or_else: str = "name the branch") -> str:
    candidates = repository.branches(_PREFIX)
    if len(candidates) == 1:
        return candidates[0]
    current = repository.current_branch
    here = f"the current branch {current} is" if current else "HEAD is"
    if not candidates:
        raise UsageError(f"{here} none that a plan made, and there is no branch {_PREFIX}...", hint=or_else)
    raise UsageError(
        f"{here} none that a plan made, and there are several others",
        hint=f"name one of them: {_listed(candidates)}",
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def plan_of_branch(standing: Standing, given: str | None, unvouched: Unvouched) -> Plan:
    """The plan that made a branch: the one that is `given`, else the shipped one that its commits name.

    `unvouched` says which programs of its own it may not run. Raises UsageError where it is another, or comes from a
    file that was not given, and PlanError where it is wrong.
    """
    made_by = standing.origin.plan or ""
    if given is None and standing.origin.shipped_plan is None:
        raise UsageError(f"the plan {made_by} does not come with the program", hint="name its file: --plan FILE")
    plan = load_plan(given or made_by, unvouched)
    if plan.name != made_by:
        raise UsageError(f"{standing.branch} was made by the plan {made_by}, not by {plan.name}")
    return plan
