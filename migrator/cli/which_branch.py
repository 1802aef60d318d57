"""Which branch is meant where none is named."""

from __future__ import annotations

from migrator.errors import UsageError
from migrator.publish.message import BASE
from migrator.vcs import Repository

_PREFIX = "migrate/"
_SHOWN = 10


def branch_to_verify(repository: Repository, base: str | None) -> str:
    """The current branch, if a plan made it or `base` says what to compare it with; else the only one `migrate/...`.

    Raises UsageError, naming the candidates, where that is none or several.
    """
    current = repository.current_branch
    head = current or "HEAD"
    repository.resolve(head)
    if base is not None or _made_by_a_plan(repository, head):
        return head
    candidates = repository.branches(_PREFIX)
    if len(candidates) == 1:
        return candidates[0]
    here = f"the current branch {current} is" if current else "HEAD is"
    if not candidates:
        raise UsageError(
            f"{here} none that a plan made, and there is no branch {_PREFIX}...",
            hint="name the branch, or the commit to compare with by `--base`",
        )
    listed = ", ".join(candidates[:_SHOWN])
    more = f" and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
    raise UsageError(
        f"{here} none that a plan made, and there are several others",
        hint=f"name one of them: {listed}{more}",
    )


def _made_by_a_plan(repository: Repository, revision: str) -> bool:
    # A branch into which the plan's was merged is not the plan's.
    return any(commit.trailer(BASE) for commit in repository.commits(revision, naming=BASE, own=True))
