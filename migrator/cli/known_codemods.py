"""The codemods that `migrate codemods` and `migrate schema` tell of, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from migrator.cli.allowed import unvouched_in
from migrator.cli.words import say
from migrator.codemod import Registry, discover
from migrator.errors import UsageError
from migrator.plan import known_codemods


def registry_for(plan: str | None, repo: Path | None, *, allow_codemods: bool) -> Registry:
    """Those that every plan may use, or with a `plan` those that it may: it may bring some along.

    Raises UsageError where the plan can't be read, or brings programs that nobody vouches for.
    """
    if plan is None:
        return discover()
    return known_codemods(plan, unvouched_in(repo, allow_codemods=allow_codemods))


def tell(troubles: Iterable[UsageError]) -> None:
    """Say on stderr what was left out, and why."""
    for trouble in troubles:
        say(f"notice: left out: {trouble}\n  hint: {trouble.hint}")
