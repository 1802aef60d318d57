"""Go or no-go: the plan is rehearsed, with decisions that could help where it does not go through by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from migrator.api import Decided, MigratorError, Rehearsal, Rehearse, propose

from .._package.layout import Layout
from .._package.settlement import Settlement
from .survey import Survey


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of the plan as it is (`plain`), and with `decisions` that make it go through (`settled`).

    `settled` is None where nothing does. Both are the same where nothing has to be decided.
    """

    plain: Rehearsal
    settled: Rehearsal | None
    decisions: Mapping[str, str]
    on_blocked: str

    @property
    def is_asked(self) -> bool:
        """Whether something has to be decided first."""
        return self.settled is not None and self.settled is not self.plain


def judge(plain: Rehearsal, rehearse: Rehearse) -> Verdict:
    """Carry the plan out, and where it is blocked or makes a cycle, with the decisions that get round it."""
    given = dict(plain.params.get("decisions") or {})
    on_blocked = str(plain.params.get("on-blocked", "fail"))
    if _goes_through(plain) or plain.problem is not None:
        return Verdict(plain, plain if _goes_through(plain) else None, given, on_blocked)
    trial, decisions = plain, given
    if plain.status == "blocked":
        proposed = _proposed(plain)
        if proposed is None:
            return Verdict(plain, None, given, on_blocked)
        decisions, on_blocked = {**given, **proposed[0]}, proposed[1]
        trial = _rehearsed(rehearse, decisions, on_blocked)
    while trial.cycles and not _goes_through(trial):
        kept = {path: "keep" for path in _making_cycles(trial) if decisions.get(path) != "keep"}
        if not kept:
            break
        decisions = {**decisions, **kept}
        trial = _rehearsed(rehearse, decisions, on_blocked)
    if _goes_through(trial) and (not plain.cycles or _moves_functions(trial)):
        return Verdict(plain, trial, decisions, on_blocked)
    return Verdict(plain, None, given, on_blocked)


def _goes_through(rehearsal: Rehearsal) -> bool:
    return rehearsal.status in ("ok", "noop")


def _rehearsed(rehearse: Rehearse, decisions: Mapping[str, str], on_blocked: str) -> Rehearsal:
    given: dict[str, Any] = {"decisions": dict(decisions), "on-blocked": on_blocked}
    return rehearse(given)


def _proposed(blocked: Rehearsal) -> tuple[Mapping[str, str], str] | None:
    """What the plan itself proposes to decide, found on the tree at which it came to a halt."""
    params = blocked.params
    decisions: dict[str, Decided] = dict(params["decisions"])
    try:
        layout = Layout(blocked.left, params["source"], params["package"], params["along"])
        proposal = propose(Settlement(layout, decisions, params["on-blocked"]).whole)
    except MigratorError:
        return None
    return (proposal.decisions, proposal.on_blocked) if proposal is not None else None


def _making_cycles(trial: Rehearsal) -> set[str]:
    """The old paths of moved modules that need a package which needs the new one, or would, through others."""
    package = str(trial.params["package"])
    onward = {
        cycle.folders[(cycle.folders.index(package) + 1) % len(cycle.folders)]
        for cycle in trial.cycles
        if package in cycle.folders
    }
    workspace = trial.left.workspace
    found: set[str] = set()
    for old, new in trial.moves.items():
        if new.startswith(f"{package}/"):
            targets = (edge.target for edge in trial.left.graph.edges_from(new) if edge.loads and edge.target)
            owners = (workspace.owner(target) for target in targets)
            if any(owner is not None and owner.folder in onward for owner in owners):
                found.add(old)
    return found


def _moves_functions(trial: Rehearsal) -> bool:
    """Whether anything is left of the package once the functions that make the cycle stay."""
    survey = Survey(trial.left, trial.params)
    return any(one.path.startswith(f"{trial.params['package']}/") for one in survey.definitions.all)
