"""Results as a page of markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.goals import goals, ratio
from benchmarks.results import Done, Result
from benchmarks.rounds import Figures

_HEAD = """\
# Results

Written by `python -m benchmarks`; [README.md](README.md) says what is measured, and how. Each figure is the median of
runs that took turns. *wall* and *CPU* are seconds, CPU that of all processes together; *peak* is the resident memory of
the largest process, in MB. *of its time* is what the first line takes of that line's wall time and CPU: 0.50 is half.
"""


def page(results: Sequence[Result], plot: str | None) -> str:
    """The whole page; `plot` is a picture beside it."""
    lines = [_HEAD]
    found = list(goals(results))
    if found:
        lines.append("## Goals\n\n| | goal | measured | |\n|---|--:|--:|---|\n")
        lines += (
            f"| {one.text} | ≤ {_shown(one.most, one.unit)} | {_shown(one.found, one.unit)} |"
            f" {'met' if one.is_met else 'missed'} |\n"
            for one in found
        )
    if plot is not None:
        lines.append(f"\n![Time against the number of modules]({plot})\n")
    for result in results:
        lines += _section(result)
    return "".join(lines)


def _section(result: Result) -> Iterator[str]:
    yield f"\n## {result.subject}\n\n"
    yield f"{result.modules:,} modules, {result.size / 1e6:.1f} MB. `{result.command}`, at {result.revision},"
    yield f" on {result.date}.\n\n"
    yield "; ".join(f"{name} {value}" for name, value in result.machine.items()) + ".\n"
    for work in result.works:
        yield from _table(work)


def _table(work: Done) -> Iterator[str]:
    counted = any(one.count is not None for one in work.figures)
    head = ["", "wall", "CPU", "peak", "of its time", *([work.counts] if counted else []), "runs"]
    yield f"\n### {work.title}\n\n| {' | '.join(head)} |\n|---|{'--:|' * (len(head) - 1)}\n"
    own = work.figures[0]
    for one in work.figures:
        cells = [one.name, *_cells(own, one), *([f"{one.count:,}" if one.count is not None else ""] if counted else [])]
        yield f"| {' | '.join([*cells, str(one.runs)])} |\n"


def _cells(own: Figures, one: Figures) -> list[str]:
    if one.failed:
        return ["failed", "", "", ""]
    peak = f"{one.peak / 1e6:.0f}"
    if one.limit is not None:
        return [f"not finished in {one.limit:.0f} s", f"{one.cpu:.1f}", peak, f"< {ratio(own, one, 'wall'):.3f}"]
    compared = "" if one is own else f"{ratio(own, one, 'wall'):.2f}, CPU {ratio(own, one, 'cpu'):.2f}"
    return [f"{one.wall:.2f}", f"{one.cpu:.2f}", peak, compared]


def _shown(value: float, unit: str) -> str:
    if not unit:
        return f"{value:.3f}"
    return f"{value:.0f} {unit}" if unit == "MB" else f"{value:.2f} {unit}"
