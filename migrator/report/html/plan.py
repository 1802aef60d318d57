"""A plan as one HTML file: what it comes to, the modules before and after, and every line of every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from migrator.engine import PlanStatus, StepResult, StepStatus
from migrator.publish import Proposal, Published
from migrator.report.changes import counted
from migrator.report.html.diffs import step_documents
from migrator.report.html.frame import page
from migrator.report.module_graph import ModuleGraph, Picture, module_graph
from migrator.report.parameters import notable_parameters
from migrator.tree import Change

_STYLES = ("assets/plan.css", "assets/graph.css", "assets/diff.css")
_OWN = ("graph-layout", "graph", "hunks", "colours", "diff", "files", "search", "keys", "plan")
_SCRIPTS = ("vendor/dagre.min.js", "vendor/highlight.min.js", *(f"assets/{name}.js" for name in _OWN))
_ORDER = ("blocked", "keep", "repoint", "co-move")


def plan_html(
    proposal: Proposal, published: Published | None = None, *, base_name: str = "", step: str | None = None
) -> bytes:
    """The file, encoded as UTF-8. With `step` it has the diffs of that step only. `base_name` is how a reader knows the
    base: `main`.
    """
    outcome = proposal.outcome
    results = [result for result in outcome.results if step in (None, result.step.id)]
    changes = proposal.changes if step is None else [one for result in results for one in result.changes]
    values = {
        "plan": outcome.plan,
        "proposal": proposal,
        "status": str(outcome.status),
        "branch": published.branch if published is not None else None,
        "base_name": base_name,
        "figures": _figures(proposal, changes),
        "parameters": notable_parameters(outcome.plan),
        "decisions": sorted(
            (one for one in outcome.decisions if one.decision in _ORDER), key=lambda one: _ORDER.index(one.decision)
        ),
        "steps": [_row(proposal, published, result) for result in results if result.status is not StepStatus.NOOP],
        "idle": [result.step.id for result in results if result.status is StepStatus.NOOP],
        "remarks": _remarks(results),
        "succeeds": outcome.status in (PlanStatus.OK, PlanStatus.NOOP),
    }
    graph = module_graph(outcome) if step is None else None
    document = {"steps": step_documents(results), "graph": _graph_document(graph)}
    return page("plan.html.j2", {**values, "graph": graph}, styles=_STYLES, scripts=_SCRIPTS, document=document)


def _figures(proposal: Proposal, changes: Sequence[Change]) -> list[tuple[str, int]]:
    """What a reader wants to know first, in numbers: files and commits, or decisions where nothing can be done yet."""
    outcome = proposal.outcome
    if outcome.status in (PlanStatus.BLOCKED, PlanStatus.FAILED):
        found = Counter(str(one.decision) for one in outcome.decisions)
        return [(kind, found[kind]) for kind in _ORDER if found[kind]]
    kinds = Counter(str(change.kind) for change in changes)
    words = {"moved": "moved", "modified": "edited", "created": "created", "deleted": "deleted"}
    files = [(words[kind], kinds[kind]) for kind in words if kinds[kind]]
    commits = len(proposal.commits)
    return [*files, ("commit" if commits == 1 else "commits", commits)] if commits else files


def _row(proposal: Proposal, published: Published | None, result: StepResult) -> dict[str, Any]:
    commits = [commit for commit in proposal.commits if commit.step == result.step.id]
    oids = published.commits if published is not None else {}
    return {
        "id": result.step.id,
        "status": str(result.status),
        "what": type(result.step.codemod).summary(),
        "commits": [
            (commit.subject.partition("\n")[0], oids.get((commit.step, commit.kind), "")[:10]) for commit in commits
        ],
        "files": counted(result.changes),
        "references": result.references,
        "command": str(result.command) if result.command is not None and not commits else "",
    }


def _remarks(results: Sequence[StepResult]) -> list[tuple[str, Any]]:
    return [
        (result.step.id, one)
        for result in results
        for one in result.diagnostics
        if one.severity != "info" or result.status is StepStatus.FAILED
    ]


def _graph_document(graph: ModuleGraph | None) -> dict[str, Any] | None:
    if graph is None:
        return None
    return {"before": _picture_document(graph.before, graph), "after": _picture_document(graph.after, graph)}


def _picture_document(picture: Picture, graph: ModuleGraph) -> dict[str, Any]:
    """Edges are triples: the places of both ends in `nodes`, and whether the border is crossed."""
    nodes = sorted(picture.nodes.values(), key=lambda node: (node.package, node.path))
    places = {node.key: place for place, node in enumerate(nodes)}
    return {
        "nodes": [
            {"key": one.key, "path": one.path, "state": one.state, "package": one.package, "reason": one.reason}
            for one in nodes
        ],
        "edges": sorted((places[a], places[b], (a, b) in graph.crossing) for a, b in picture.edges),
    }
