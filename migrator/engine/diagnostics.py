"""What the engine itself says about a step."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.codemod import Diagnostic
from migrator.codemod.fault import CodemodError
from migrator.errors import MigratorError
from migrator.plan import BoundStep


def has_error(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of them fails the step."""
    return any(said.severity == "error" for said in diagnostics)


def nothing_to_do(step: BoundStep) -> Diagnostic:
    """That a step changed nothing, as grave as the plan says."""
    return Diagnostic(
        "noop",
        "error" if step.on_noop == "fail" else "warning",
        f"step {step.id} had nothing to do",
        hint="`on-noop: ok` in the plan says that this is expected" if step.on_noop == "fail" else None,
    )


def refusal(error: MigratorError) -> Diagnostic:
    """That a codemod will not do it, or has stopped, with its place."""
    place = error.location
    return Diagnostic(
        "codemod-fault" if isinstance(error, CodemodError) else "refused",
        "error",
        error.message,
        path=place.path if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        hint=error.hint or None,
    )
