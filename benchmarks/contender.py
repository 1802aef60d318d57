"""Who does what: pieces of work, and the programs that are held against each other in doing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


def nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One program. `count` tells from what it said how much it found; `prepare` is called before each run, untimed.

    `codes` are the exit codes with which it has done its work.
    """

    name: str
    command: tuple[str, ...]
    count: Callable[[str], int] | None = None
    prepare: Callable[[], object] = nothing
    environment: Mapping[str, str] = field(default_factory=dict)
    source: Path | None = None
    codes: frozenset[int] = frozenset((0,))


@dataclass(frozen=True, slots=True)
class Work:
    """The same work for all `contenders`; the first one is what the others are held against. `counts` is of what."""

    name: str
    title: str
    counts: str
    contenders: tuple[Contender, ...]
