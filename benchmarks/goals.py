"""What the figures are to be, and what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.results import Result
from benchmarks.rounds import Figures

#: Goals are for repositories of that many modules; a generated one of 8,000 is meant.
_LARGE = 7_000
#: And for an audit, of more than that many.
_AUDITED = 1_500


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, at most `most`, and what was measured; `unit` is empty for a ratio."""

    text: str
    most: float
    found: float
    unit: str

    @property
    def is_met(self) -> bool:
        """Whether the figure is no more than it may be."""
        return self.found <= self.most


def goals(results: Sequence[Result]) -> Iterator[Goal]:
    """Every goal that something was measured for: on the smallest repository that is large, and over all sizes."""
    large = [one for one in results if one.modules >= _LARGE]
    if large:
        yield from _of(large[0])
    audited = [one for one in results if one.modules > _AUDITED and _named(one, "audit", "knip") is not None]
    if audited:
        yield from _of_audit(audited[0])
    yield from _growth(results)


def _of_audit(result: Result) -> Iterator[Goal]:
    knip = _named(result, "audit", "knip")
    for name in ("migrate audit", "migrate audit, again"):
        own = _named(result, "audit", name)
        if own is not None and knip is not None:
            yield Goal(f"{name}, {result.modules:,} modules: time of knip", 0.1, ratio(own, knip, "wall"), "")


def _of(result: Result) -> Iterator[Goal]:
    for work, against, most, measure in (
        ("rename", "ast-grep scan", 0.35, "wall"),
        ("rename", "jscodeshift --dry", 1 / 60, "wall"),
        ("move", "ast-grep scan", 1.0, "wall"),
        ("move", "TypeScript getEditsForFileRename", 1 / 12, "wall"),
        ("package", "ast-grep scan", 1.0, "wall"),
        ("package", "TypeScript getEditsForFileRename", 1 / 12, "wall"),
        ("graph", "oxc-parser, tree in JavaScript", 1.0, "cpu"),
        ("graph", "oxc-parser, tree not read", 1.0, "cpu"),
    ):
        own, other = _first(result, work), _named(result, work, against)
        if own is not None and other is not None:
            kind = "CPU" if measure == "cpu" else "time"
            yield Goal(f"{own.name} ({work}): {kind} of {against}", most, ratio(own, other, measure), "")
    for work in ("rename-again", "move-again"):
        if (again := _first(result, work)) is not None:
            yield Goal(f"plan with nothing changed ({work})", 0.4, again.wall, "s")
    for work in ("rename", "move", "package"):
        if (own := _first(result, work)) is not None:
            yield Goal(f"peak memory of the plan ({work})", 120, own.peak / 1e6, "MB")
    if (start := _first(result, "start")) is not None:
        yield Goal("migrate --help", 0.15, start.wall, "s")
    applied, planned = _first(result, "apply"), _named(result, "apply", "migrate plan")
    if applied is not None and planned is not None:
        yield Goal("apply of twenty files, beyond the plan", 0.3, applied.wall - planned.wall, "s")


def _growth(results: Sequence[Result]) -> Iterator[Goal]:
    """Linear growth: the time for a module of the largest repository, against that of one of 2,000."""
    sized = [one for one in results if one.subject.startswith("Generated") and one.modules > 1_500]
    for work in ("rename", "move") if len(sized) > 1 else ():
        first, last = _first(sized[0], work), _first(sized[-1], work)
        if first is not None and last is not None:
            each = (last.wall / sized[-1].modules) / (first.wall / sized[0].modules)
            span = f"{sized[0].modules:,} to {sized[-1].modules:,} modules"
            yield Goal(f"time for each module, from {span} ({work})", 1.15, each, "")


def ratio(own: Figures, other: Figures, measure: str) -> float:
    """How much of another's time or memory `own` takes; where the other never finished, at most that."""
    return float(getattr(own, measure)) / float(getattr(other, measure))


def _first(result: Result, work: str) -> Figures | None:
    found = result.work(work)
    return found.figures[0] if found is not None else None


def _named(result: Result, work: str, name: str) -> Figures | None:
    found = result.work(work)
    named = [one for one in found.figures if one.name == name and not one.failed] if found is not None else []
    return named[0] if named else None
