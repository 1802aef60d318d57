"""The JSON document of a plan, schema `migrator.plan/1`. Keys and their order are a contract."""

from __future__ import annotations

from typing import Any

from migrator.codemod import Decision, Diagnostic, Mention
from migrator.engine import Check, StepResult
from migrator.publish import Proposal, Published
from migrator.tree import Change
from migrator.vcs import line_counts

SCHEMA = "migrator.plan/1"


def plan_document(proposal: Proposal, published: Published | None = None, step: str | None = None) -> dict[str, Any]:
    """The document, with the branch and the commits' ids where it was published; of one step only if one is named.

    Where a step is a command, `result` has the tree before it, and `branch_tree` is the one after it.
    """
    outcome = proposal.outcome
    plan = outcome.plan
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "plan": {"name": plan.name, "file": plan.plan.file, "params": dict(plan.params)},
        "base": {"commit": proposal.base_commit, "tree": proposal.base_tree},
        "result": {"tree": proposal.result_tree},
        "digest": proposal.digest,
        "status": str(outcome.status),
        "steps": [
            _step(proposal, result, published) for result in outcome.results if step is None or result.step.id == step
        ],
        "modules": [_module(decision) for decision in outcome.decisions],
        "mentions": [_mention(mention) for mention in outcome.mentions],
        "checks": [_check(check) for check in outcome.checks],
    }
    if published is not None and published.branch is not None:
        document["branch"] = published.branch
        if not all(result.computed for result in outcome.results):
            document["branch_tree"] = published.tree
    return document


def _step(proposal: Proposal, result: StepResult, published: Published | None) -> dict[str, Any]:
    return {
        "id": result.step.id,
        "codemod": result.step.codemod.codemod_name,
        "status": str(result.status),
        **({"computed": False, "command": list(result.command.arguments)} if result.command is not None else {}),
        "commits": _commits(proposal, result.step.id, published),
        "changes": [_change(change) for change in result.changes],
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in result.diagnostics],
    }


def _commits(proposal: Proposal, step: str, published: Published | None) -> list[dict[str, str]]:
    commits = []
    for commit in proposal.commits:
        if commit.step != step:
            continue
        entry = {"kind": commit.kind, "subject": commit.subject.partition("\n")[0], "tree": commit.tree_id}
        oid = published.commits.get((commit.step, commit.kind)) if published is not None else None
        commits.append({**entry, "oid": oid} if oid is not None else entry)
    return commits


def _change(change: Change) -> dict[str, Any]:
    binary = b"\0" in (change.before or b"") or b"\0" in (change.after or b"")
    insertions, deletions = (0, 0) if binary else line_counts(change.before, change.after)
    entry: dict[str, Any] = {"kind": str(change.kind), "path": change.path}
    if change.origin is not None:
        entry["from"] = change.origin
    return {**entry, "insertions": insertions, "deletions": deletions}


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    entry = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "hint": diagnostic.hint,
    }
    return {key: value for key, value in entry.items() if value is not None}


def _module(decision: Decision) -> dict[str, Any]:
    return {
        "path": decision.path,
        "decision": decision.decision,
        "reason": decision.reason,
        "chain": list(decision.chain),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {"path": mention.path, "line": mention.line, "text": mention.text, "why": mention.why}


def _check(check: Check) -> dict[str, str]:
    return {"name": check.name, "status": str(check.status), "detail": check.detail}
