"""Go, go with these decisions, or no-go: by rules, each said with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Advice, Decision, Input, Rehearsal

from .comparison import compared
from .integration import choices, risks, steps, structure
from .survey import Survey
from .verdict import Verdict

NONE = "there is no Inngest in this repository: no module makes a client, a function or a serve route with `inngest`"
_SHOWN = 8


def advise(survey: Survey, verdict: Verdict) -> Advice:
    """What to do. The rules, in this order:

    no-go             there is no Inngest; the plan can't begin, for a reason that no parameter mends; a cycle of
                      packages, or a module that can't move and has to, that no decision gets round
    go-with-decisions the plan waits for a parameter, or goes through with the decisions that are given here
    go                the plan goes through by itself, or has nothing to do
    """
    if survey.is_empty:
        return Advice("no-go", (NONE,), tuple(_inputs(survey, verdict)))
    problem = verdict.plain.problem
    if problem is not None:
        message, hint = problem
        # The plan says which parameter it waits for; anything else has to be mended in the code.
        waits = "-p " in hint
        reason = f"the plan can't begin: {message}" + (f"; {hint}" if hint else "")
        return Advice("go-with-decisions" if waits else "no-go", (reason,), tuple(_inputs(survey, verdict)))
    inputs, comparison = tuple(_inputs(survey, verdict)), compared(survey, verdict)
    settled = verdict.settled
    if settled is None:
        return Advice("no-go", tuple(_obstacles(verdict.plain)), inputs, comparison, risks=risks(survey, verdict))
    return Advice(
        "go-with-decisions" if verdict.is_asked else "go",
        tuple(_reasons(survey, verdict, settled)),
        inputs,
        comparison,
        choices(survey, verdict, settled),
        structure(settled),
        steps(settled),
        risks(survey, verdict),
    )


def _inputs(survey: Survey, verdict: Verdict) -> Iterator[Input]:
    plain = verdict.plain
    served = [survey.serves.is_served(one) for one in survey.definitions.all]
    yield Input("clients", str(len(survey.clients.anatomy.clients)))
    yield Input("functions", f"{len(served)}, of which {served.count(True)} are served")
    yield Input("references from outside", str(len(survey.territory.producers)))
    yield Input("the plan by itself", plain.status if plain.problem is None else "can't begin")
    for kind in ("move", "co-move", "repoint", "keep", "blocked"):
        count = sum(one.decision == kind for one in plain.decisions)
        if count:
            yield Input(f"modules: {kind}", str(count))
    yield Input("cycles of packages after the move", str(len(plain.cycles)))
    if verdict.is_asked:
        settled = verdict.settled.status if verdict.settled is not None else "no"
        yield Input("the plan with the decisions", settled)


def _obstacles(plain: Rehearsal) -> Iterator[str]:
    """Why nothing helps: each cycle and each blocked module with its chain, else what the plan said."""
    if plain.cycles:
        for cycle in plain.cycles:
            yield f"packages would need each other, and no decision gets round it: {cycle}"
        return
    blocked = [one for one in plain.decisions if one.decision == "blocked"]
    behind = {one.path for one in blocked if _behind(one, blocked)}
    for one in [one for one in blocked if one.path not in behind][:_SHOWN]:
        yield f"{one.path} can't come along, and what needs it has to: {one.reason}; through {' -> '.join(one.chain)}"
    if not blocked:
        yield from dict.fromkeys(plain.failed)


def _behind(one: Decision, blocked: Sequence[Decision]) -> bool:
    place = one.chain.index(one.path) if one.path in one.chain else 0
    return place > 0 and any(other.path == one.chain[place - 1] for other in blocked)


def _reasons(survey: Survey, verdict: Verdict, settled: Rehearsal) -> Iterator[str]:
    if settled.status == "noop":
        yield f"Inngest is in a package already, {settled.params['package']}: the plan finds nothing left to do"
        return
    moved = sum(one.decision == "move" for one in settled.decisions)
    if not verdict.is_asked:
        yield f"the plan goes through by itself: {moved} modules move, and no decision is needed"
    else:
        count = len(verdict.decisions)
        decided = "1 decision is made" if count == 1 else f"{count} decisions are made"
        if verdict.on_blocked == "keep":
            decided = f"{decided}, and `on-blocked` is `keep`" if count else "`on-blocked` is `keep`"
        yield f"the plan goes through once {decided}: {moved} modules move"
    kept = [one.path for one in settled.decisions if one.decision == "keep"]
    if kept:
        yield f"{len(kept)} modules stay in the app with what they need, and their functions are served from there"
    yield "packages need each other in no circle that is new"
    elsewhere = {one.path for one in survey.territory.producers}
    yield f"{len(elsewhere)} modules name Inngest from outside, and would import a package instead of the app"
