"""What refactoring leaves to people, as a codemod says it."""

from __future__ import annotations

from migrator.codemod.diagnostic import Diagnostic
from migrator.refactor.configuration.connection import Advice


def left_to_do(advice: Advice) -> Diagnostic:
    """The warning for a place that could not be edited, with the line to write as its hint."""
    hint = f"write `{advice.write}`" if advice.write else None
    return Diagnostic("left-to-do", "warning", advice.text, path=advice.path, line=advice.line, hint=hint)
