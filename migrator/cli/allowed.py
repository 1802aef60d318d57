"""What a plan may run: all of it where it comes with the program or is committed here, else what the user allows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from migrator.engine import Outcome
from migrator.errors import UsageError
from migrator.plan import Unvouched, shipped_plans
from migrator.vcs import Repository


def unvouched_in(repo: Path | None, *, allow_codemods: bool) -> Unvouched:
    """For `load_plan`: the programs that are not committed in the repository, none where the user allows them.

    The repository is opened only where a plan brings programs along.
    """

    def strange(files: Sequence[Path]) -> Sequence[Path]:
        return () if allow_codemods else Repository.open(repo).uncommitted(files)

    return strange


def check_commands(plan: str, outcome: Outcome, repository: Repository, *, allow_commands: bool) -> None:
    """Raises UsageError where `plan`, a file or a shipped one's name, is from elsewhere and its outcome runs any."""
    commands = [result.command for result in outcome.results if result.command is not None]
    if not commands or allow_commands or plan in shipped_plans():
        return
    if repository.uncommitted([Path(plan)]):
        listed = ", ".join(f"`{command}`" for command in commands)
        raise UsageError(
            f"the plan {plan} is not committed in this repository, and would run {listed}",
            hint="read the plan, then commit it, or allow it with --allow-commands",
        )
