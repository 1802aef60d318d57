"""From a plan to results: steps on trees in memory, what must hold after each, and checks on the whole."""

from migrator.engine.added import added_references
from migrator.engine.carry_out import carry_out
from migrator.engine.checks import forbidden_way
from migrator.engine.dangling import dangling_references
from migrator.engine.declared import Declared
from migrator.engine.kept import KeptOutcome
from migrator.engine.lineage import Lineage
from migrator.engine.reach import Reach
from migrator.engine.references import Comparison, Lost, compare_references
from migrator.engine.result import (
    Check,
    CheckStatus,
    Outcome,
    Part,
    PlanStatus,
    StepResult,
    StepStatus,
)
from migrator.engine.run import Mended, replaced, run

__all__ = [
    "Check",
    "CheckStatus",
    "Comparison",
    "Declared",
    "KeptOutcome",
    "Lineage",
    "Lost",
    "Mended",
    "Outcome",
    "Part",
    "PlanStatus",
    "Reach",
    "StepResult",
    "StepStatus",
    "added_references",
    "carry_out",
    "compare_references",
    "dangling_references",
    "forbidden_way",
    "replaced",
    "run",
]
