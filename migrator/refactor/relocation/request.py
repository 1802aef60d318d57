"""What is to move where, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from migrator.refactor.configuration.connection import Advice
from migrator.refactor.dependencies.needed import Undeclared
from migrator.text import Edit

Symbol = tuple[str, str]
"""A module's path and a name it exports; `*` for the module as a whole."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """What is to move.

    `moves` maps old path to new. `symbols` says where a name goes that parts from its module: (old path, name) to
    (new path, new name). With `importers` the modules that stay are pointed at the new places. With `shims` old
    paths stay as re-exports: those that modules which stay name, or all.
    """

    moves: Mapping[str, str]
    symbols: Mapping[Symbol, Symbol] = field(default_factory=dict)
    importers: bool = True
    shims: Literal["none", "named", "all"] = "none"


@dataclass(frozen=True, slots=True)
class Relocated:
    """What came of it.

    `edits` are still to apply, by path as it now is; `references` is how many they rewrite; `undeclared` is what no
    manifest declares; `advice` says what is left for a person to write.
    """

    edits: Mapping[str, list[Edit]]
    references: int
    undeclared: tuple[Undeclared, ...]
    advice: tuple[Advice, ...] = ()
