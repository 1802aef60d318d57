"""Works carried out by all contenders in turns, so that whatever else the machine does is everybody's burden."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contender import Contender, Work
from benchmarks.process import Run, measured

_LONG = 20.0
"""Seconds. What takes longer is run twice, and not in every round."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of one contender's runs: seconds, seconds, bytes. `count` is what it found; `limit` is set where it did
    not finish within so many seconds, and `failed` says whether it ended without having done it.
    """

    name: str
    wall: float
    cpu: float
    peak: int
    runs: int
    count: int | None = None
    limit: float | None = None
    failed: bool = False


def carried_out(
    work: Work, folder: Path, outputs: Path, rounds: int, limit: float, say: Callable[[str], None]
) -> list[Figures]:
    """The figures of each contender of `work`, in the repository `folder`, in their order."""
    runs: dict[str, list[Run]] = {one.name: [] for one in work.contenders}
    for at in range(rounds):
        for contender in work.contenders:
            known = runs[contender.name]
            if known and (known[-1].code not in contender.codes or (known[-1].wall > _LONG and len(known) == 2)):
                continue
            contender.prepare()
            output = _output(outputs, work, contender)
            run = measured(contender.command, folder, output, limit, contender.environment, contender.source)
            known.append(run)
            say(f"{work.name} {at + 1}/{rounds} {contender.name}: {run.wall:.2f} s wall, {run.cpu:.2f} s CPU")
            if run.code is not None and run.code not in contender.codes:
                wrong = Path(f"{output}.err").read_text(encoding="utf-8", errors="replace")
                say(f"  failed with exit code {run.code}: {wrong.strip()[-400:]}")
    return [_figures(work, one, runs[one.name], outputs, limit) for one in work.contenders]


def _figures(work: Work, contender: Contender, runs: Sequence[Run], outputs: Path, limit: float) -> Figures:
    said = _output(outputs, work, contender).read_text(encoding="utf-8", errors="replace")
    last = runs[-1].code
    done = last in contender.codes
    return Figures(
        contender.name,
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        int(median(run.peak for run in runs)),
        len(runs),
        contender.count(said) if contender.count is not None and done else None,
        limit if last is None else None,
        not done and last is not None,
    )


def _output(outputs: Path, work: Work, contender: Contender) -> Path:
    """Where a contender writes to."""
    return outputs / f"{work.name}-{re.sub('[^a-z-]+', '-', contender.name.lower())}.out"
