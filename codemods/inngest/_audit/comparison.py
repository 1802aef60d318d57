"""Today's setup against a package of its own, point by point, in figures of this repository."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Comparison, Rehearsal

from .._reading.serving import owner_of
from .survey import Survey
from .verdict import Verdict
from .weight import Weight, weight


def compared(survey: Survey, verdict: Verdict) -> tuple[Comparison, ...]:
    """The points, those left out of which there is nothing to say."""
    after = verdict.settled or verdict.plain
    return tuple(
        one
        for one in (
            _consumers(survey, after),
            _coupling(survey),
            _together(verdict),
            *_cold_start(survey, verdict.settled),
            _registration(survey),
            _cycles(survey, after),
            _tests(survey),
        )
        if one is not None
    )


def _consumers(survey: Survey, after: Rehearsal) -> Comparison:
    producers = survey.territory.producers
    packages = {owner_of(survey.project, one.path) or "the root" for one in producers}
    modules = {one.path for one in producers}
    name = after.params.get("name", "the package")
    return Comparison(
        "who uses it",
        f"{len(producers)} references in {len(modules)} modules of {', '.join(sorted(packages)) or 'no package'}",
        f"any package that depends on {name}; the same {len(producers)} references are pointed there",
    )


def _coupling(survey: Survey) -> Comparison:
    reached = [survey.reach.of(one.path) for one in survey.definitions.all]
    coupled = sum(bool(one.app_modules) for one in reached)
    app = {path for one in reached for path in one.app_modules}
    packages = {name for one in reached for name in one.packages}
    return Comparison(
        "coupling",
        f"{coupled} of {len(reached)} functions need code of the app: {_modules(len(app))}",
        f"none to the app; on {', '.join(sorted(packages)) or 'no workspace package'}",
    )


def _together(verdict: Verdict) -> Comparison:
    plain, settled = verdict.plain.decisions, (verdict.settled or verdict.plain).decisions

    def count(decision: str) -> int:
        return sum(one.decision == decision for one in settled)

    blocked = sum(one.decision == "blocked" for one in plain)
    today = f"{_modules(blocked)} would block the move" if blocked else "nothing would block the move"
    kinds = ("move", "co-move", "repoint", "keep", "blocked")
    parts = [f"{kind} {count(kind)}" for kind in kinds if count(kind)]
    return Comparison("what moves", today, ", ".join(parts) or "nothing is left to move")


def _cold_start(survey: Survey, settled: Rehearsal | None) -> Iterator[Comparison]:
    """What a producer loads: by the module that most of them name, and by the package's index."""
    named: dict[str, int] = {}
    for producer in survey.territory.producers:
        target = getattr(survey.project.resolver.resolve(producer.specifier, producer.path), "path", None)
        if isinstance(target, str) and target in survey.territory.modules:
            named[target] = named.get(target, 0) + 1
    for client in survey.clients.anatomy.clients:
        named.setdefault(client.module.path, 0)
    after = _entries(settled)
    for path in sorted(named, key=lambda path: (-named[path], path)):
        before = weight(survey.project, path)
        if settled is None:
            yield Comparison(f"loading {path}", _shown(before), "")
            continue
        image = settled.moves.get(path, path)
        entry = image if image in after else _entry_for(settled, after)
        if entry is not None:
            shown = f"{_shown(weight(settled.left, entry))} ({entry})"
            yield Comparison(f"loading {path}", _shown(before), shown)


def _entries(settled: Rehearsal | None) -> list[str]:
    if settled is None:
        return []
    package = settled.params.get("package")
    return [path for path in settled.left.sources if path.startswith(f"{package}/src/")]


def _entry_for(settled: Rehearsal, after: list[str]) -> str | None:
    index = f"{settled.params['package']}/src/index."
    return next((path for path in after if path.startswith(index)), None)


def _shown(weight: Weight) -> str:
    functions = f", {weight.functions} of them with functions" if weight.functions else ", no functions"
    return f"{weight}{functions}"


def _registration(survey: Survey) -> Comparison:
    routes = [serving.call.module.path for serving in survey.serves.all]
    served = len(survey.serves.served)
    defined = len(survey.definitions.all)
    today = f"{served} of {defined} functions, listed by {' and '.join(routes) or 'no route'}"
    return Comparison("registration", today, "`functions` of the package, exactly what is served today")


def _cycles(survey: Survey, after: Rehearsal) -> Comparison:
    between = sum(
        bool(set(group) & survey.territory.modules) and not set(group) <= survey.territory.modules
        for group in survey.project.graph.cycles()
    )
    today = f"{between} between Inngest and the app" if between else "none between Inngest and the app"
    new = "; ".join(map(str, after.cycles)) or "none between packages"
    return Comparison("cycles", today, new)


def _tests(survey: Survey) -> Comparison | None:
    tests = survey.territory.tests
    if not tests:
        return None
    return Comparison(
        "tests", f"{len(tests)} tests name it, run with the app's", "those beside the code run by themselves"
    )


def _modules(count: int) -> str:
    return "1 module" if count == 1 else f"{count} modules"
