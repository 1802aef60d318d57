"""The parameters of a plan that are worth showing."""

from __future__ import annotations

import json

from migrator.plan import BoundPlan


def notable_parameters(plan: BoundPlan) -> list[tuple[str, str]]:
    """Names and values, the latter as one would type them: what was found out, and what is not as the plan has it."""
    specs = plan.plan.params
    return [
        (name, json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value))
        for name, value in plan.params.items()
        if value not in ({}, [], None, "") and (specs[name].detected or value != specs[name].default)
    ]
