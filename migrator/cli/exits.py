"""The exit code that an outcome means."""

from __future__ import annotations

from migrator.engine import Outcome, PlanStatus
from migrator.errors import ExitCode


def exit_code_for(outcome: Outcome, *, detailed: bool = False) -> ExitCode:
    """Done or failed; with `detailed`, a plan that succeeds and changes something has a code of its own."""
    if outcome.status in (PlanStatus.FAILED, PlanStatus.BLOCKED):
        return ExitCode.FAILED
    return ExitCode.CHANGES if detailed and outcome.status is PlanStatus.OK else ExitCode.DONE
