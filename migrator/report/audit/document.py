"""The JSON document of an audit, schema `migrator.audit/1`. Keys and their order are a contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from migrator.audit import Audit, Function

SCHEMA = "migrator.audit/1"


def audit_document(audit: Audit) -> dict[str, Any]:
    """The document, also of a repository with nothing to audit: its lists are empty then."""
    state, advice = audit.state, audit.advice
    return {
        "schema": SCHEMA,
        "base": {"commit": audit.commit},
        "recommendation": advice.recommendation,
        "reasons": list(advice.reasons),
        "clients": [asdict(one) for one in state.clients],
        "functions": [_function(one) for one in state.functions],
        "events": [asdict(one) for one in state.events],
        "producers": [asdict(one) for one in state.producers],
        "routes": [asdict(one) for one in state.routes],
        "modules": [asdict(one) for one in audit.modules],
        "findings": [asdict(one) for one in audit.findings],
        "known_findings": audit.known,
        "plan": audit.plan,
        "inputs": [asdict(one) for one in advice.inputs],
        "choices": [asdict(one) for one in advice.choices],
        "middleware": [one.path for one in state.middleware],
        "tests": [one.path for one in state.tests],
        "packages": [asdict(one) for one in state.packages],
        "cycles": [asdict(one) for one in state.cycles],
        "patterns": [asdict(one) for one in state.patterns],
        "comparison": [asdict(one) for one in advice.comparison],
        "structure": list(advice.structure),
        "steps": [asdict(one) for one in advice.steps],
        "risks": [asdict(one) for one in advice.risks],
    }


def _function(function: Function) -> dict[str, Any]:
    entry = asdict(function)
    entry["triggers"] = [{trigger.kind: trigger.value} for trigger in function.triggers]
    return entry
