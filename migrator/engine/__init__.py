"""From a plan to results: steps on trees in memory, what must hold after each, and checks on the whole."""

from migrator.engine.carry_out import carry_out
from migrator.engine.result import (
    Check,
    CheckStatus,
    Outcome,
    Part,
    PlanStatus,
    StepResult,
    StepStatus,
)
from migrator.engine.run import run

__all__ = [
    "Check",
    "CheckStatus",
    "Outcome",
    "Part",
    "PlanStatus",
    "StepResult",
    "StepStatus",
    "carry_out",
    "run",
]
