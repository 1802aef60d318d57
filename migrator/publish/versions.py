"""What carries a plan out: the program and the codemods, each in one version."""

from __future__ import annotations

from typing import Any

from migrator import __version__
from migrator.plan import Plan


def versions_of(plan: Plan) -> dict[str, Any]:
    """`migrator`: the program's version. `codemods`: name -> hash of its source, for each codemod that a step names."""
    names = sorted({step.codemod for step in plan.steps})
    return {"migrator": __version__, "codemods": {name: plan.registry.found(name).version for name in names}}
