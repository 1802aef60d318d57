"""The audit of Inngest: how a repository uses it, and whether to give it a package of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from migrator.api import (
    Audited,
    Auditor,
    Client,
    Function,
    Pattern,
    Place,
    Project,
    Rehearse,
    Route,
    State,
    read_lockfile,
)

from ._audit.packages import cycles, dependencies
from ._audit.recommendation import advise
from ._audit.rules import RULES, faults
from ._audit.rules.patterns import is_constant, named_events
from ._audit.survey import Survey
from ._audit.verdict import Verdict, judge
from ._audit.words import WORDS


class InngestAudit(Auditor):
    """Clients, functions, events, routes and producers, what they need of each other, and what the plan makes of it."""

    subject = "Inngest"
    plan = "inngest-package"
    rules = RULES

    def audit(self, project: Project, rehearse: Rehearse) -> Audited:
        """Read the repository, and rehearse the plan on it."""
        project.look_for(*WORDS)
        plain = rehearse({})
        survey = Survey(project, plain.params)
        verdict = judge(plain, rehearse)
        decisions = plain.decisions
        return Audited(_state(survey, verdict), advise(survey, verdict), tuple(faults(survey, decisions)), decisions)


def _state(survey: Survey, verdict: Verdict) -> State:
    territory = survey.territory
    return State(
        tuple(_clients(survey)),
        tuple(_functions(survey, verdict)),
        survey.events,
        territory.producers,
        tuple(_routes(survey)),
        tuple(Place(path, 1, "middleware") for path in territory.middleware),
        tuple(Place(path, 1, "test") for path in territory.tests),
        dependencies(survey),
        cycles(survey, verdict.plain),
        tuple(_patterns(survey)),
    )


def _clients(survey: Survey) -> Iterator[Client]:
    versions = read_lockfile(survey.project.tree, survey.project.workspace)
    for node in survey.clients.anatomy.clients:
        owner = survey.project.workspace.owner(node.module.path)
        named = owner.manifest.ranges.get("inngest") if owner is not None else None
        locked = versions.versions("inngest") if versions is not None else ()
        sdk = locked[0] if len(locked) == 1 else named[1] if named is not None else None
        yield Client(node.module.path, node.position.line, survey.clients.id_of(node), sdk)


def _functions(survey: Survey, verdict: Verdict) -> Iterator[Function]:
    decided = {one.path: one for one in verdict.plain.decisions}
    blocked = {path for path, one in decided.items() if one.decision == "blocked"}
    for one in survey.definitions.all:
        reached = survey.reach.of(one.path)
        decision: Literal["move", "keep", "blocked"] = "move"
        known = decided.get(one.path)
        if known is not None and known.decision in ("keep", "blocked"):
            decision = "keep" if known.decision == "keep" else "blocked"
        elif blocked & set(reached.app_modules):
            decision = "blocked"
        elif known is None and not survey.territory.is_planned(one.path):
            decision = "keep"
        yield Function(
            one.id,
            one.export,
            one.path,
            one.line,
            one.triggers,
            survey.serves.is_served(one),
            reached.packages,
            reached.npm,
            reached.app_modules,
            decision,
        )


def _routes(survey: Survey) -> Iterator[Route]:
    for serving in survey.serves.all:
        call = serving.call
        names = tuple(one.name for one in serving.functions)
        yield Route(call.module.path, call.position.line, serving.framework, names, serving.complete)


def _patterns(survey: Survey) -> Iterator[Pattern]:
    schemas = sorted({one.schema or "none" for one in survey.events})
    yield Pattern("event schemas", tuple(schemas))
    named = {"by a constant" if is_constant(survey, node) else "written out" for _, node in named_events(survey)}
    yield Pattern("event names", tuple(sorted(named)))
    yield Pattern("registration", tuple(dict.fromkeys(f"{one.framework}" for one in survey.serves.all)))
    specifiers = {one.specifier for one in survey.territory.producers}
    yield Pattern("how others name it", tuple(sorted(specifiers)))
