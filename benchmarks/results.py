"""Figures on the disk: one entry for each repository, which a later measurement of the same replaces."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.rounds import Figures


@dataclass(frozen=True, slots=True)
class Done:
    """One work and the figures of its contenders, `migrate` first."""

    name: str
    title: str
    counts: str
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """All that was measured on one repository, in one run of `command`, with the program at `revision`."""

    subject: str
    modules: int
    size: int
    command: str
    revision: str
    date: str
    machine: dict[str, str]
    works: tuple[Done, ...]

    def work(self, name: str) -> Done | None:
        """What was measured of a work; None where it was not."""
        return next((one for one in self.works if one.name == name), None)


def kept(path: Path) -> list[Result]:
    """The results in the file at `path`, from the smallest repository on; none where there is no such file."""
    entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return sorted((_result(one) for one in entries), key=lambda one: (one.modules, one.subject))


def keep(path: Path, fresh: Sequence[Result]) -> list[Result]:
    """Write `fresh` results beside the others, in place of older ones; answers with all of them."""
    new = {one.subject: one for one in fresh}
    everything = [*(one for one in kept(path) if one.subject not in new), *fresh]
    path.write_text(json.dumps([asdict(one) for one in everything], indent=1) + "\n", encoding="utf-8")
    return kept(path)


def _result(entry: dict[str, object]) -> Result:
    works = entry["works"]
    assert isinstance(works, list)
    done = tuple(Done(**{**one, "figures": tuple(Figures(**figures) for figures in one["figures"])}) for one in works)
    return Result(**{**entry, "works": done})  # type: ignore[arg-type]
