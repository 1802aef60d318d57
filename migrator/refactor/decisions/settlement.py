"""Which of the modules that are to move do, and which stay because of what they need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from migrator.errors import RefusedError
from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.needs import KEEP
from migrator.refactor.decisions.ties import Ties, missing
from migrator.refactor.decisions.verdicts import Verdicts
from migrator.refactor.dependencies.needed import is_test
from migrator.syntax import is_importer
from migrator.workspace import Package, Project

OnBlocked = Literal["fail", "keep"]


@dataclass(frozen=True, slots=True)
class Stay:
    """Why a module stays that was to move.

    reason  in a few words
    chain   leads from the module to the reason, importer by importer
    need    the module that the chain starts with; None where it stays by itself
    """

    reason: str
    chain: tuple[str, ...] = ()
    need: str | None = None


@dataclass(frozen=True)
class Settlement:
    """What becomes of modules that are to move, under the user's decisions.

    A module that is decided to stay does, and so does what needs it.

    project     where they are
    moves       old path -> new
    decisions   path -> `co-move`, `keep` or `repoint:<package>`, as the user decided
    on_blocked  "keep": modules that can't move stay, too; "fail": they are for the caller to refuse
    bound       those that move, whether they can or not
    follows     whether a module is only there for those that need it: it stays where only modules need it that do
    known       ties that were found out already; None to find them out
    """

    project: Project
    moves: Mapping[str, str]
    decisions: Mapping[str, str] = field(default_factory=dict)
    on_blocked: OnBlocked = "fail"
    bound: Collection[str] = ()
    follows: Callable[[str], bool] = lambda _: False
    known: Ties | None = None

    @cached_property
    def ties(self) -> Ties:
        """The ties of all modules, found out once for all closures."""
        return self.known or Ties(self.project)

    @cached_property
    def moving(self) -> frozenset[str]:
        """What moves of `moves`."""
        return frozenset(path for path in self.moves if path not in self.staying)

    @cached_property
    def staying(self) -> Mapping[str, Stay]:
        """Path -> why, for everything that stays. Raises RefusedError for a decision to keep what is bound."""
        held = {path: Stay("it is to stay") for path in self.moves if self.decisions.get(path) == KEEP}
        for path in self.bound:
            if path in held:
                raise RefusedError(f"{path} is decided to stay, and has to move", hint="take that decision back")
        while True:
            moving = frozenset(path for path in self.moves if is_importer(path) and path not in held)
            fresh = self._held_back(moving, held)
            fresh = fresh or {path: Stay("only what stays needs it") for path in moving if self._is_left(path, held)}
            if not fresh:
                return held
            held |= fresh

    def _held_back(self, moving: frozenset[str], held: Mapping[str, Stay]) -> dict[str, Stay]:
        found: dict[str, Stay] = {}
        for closure in self.closures(moving, kept=held):
            verdicts = Verdicts(closure)
            for path in sorted(moving - set(self.bound)):
                if self.project.workspace.owner(path) == closure.home:
                    stay = self._of_need(verdicts, path, held)
                    found |= {path: stay} if stay is not None else {}
        for path in sorted(moving - set(self.bound) - found.keys()):
            kept = next((one for one in self.project.graph.targets(path) if one in held), None)
            if kept is not None:
                found[path] = _beside(path, kept, held)
        return found

    def _of_need(self, verdicts: Verdicts, path: str, held: Mapping[str, Stay]) -> Stay | None:
        """Why a module stays because of what it needs; None where it need not."""
        closure = verdicts.closure
        left = [one for one in closure.needs(path) if one not in closure.co_moved]
        if self.on_blocked == "fail":
            left = [one for one in left if self._is_to_stay(closure, one)]
        if left and left[0] in held:
            return _beside(path, left[0], held)
        if left:
            verdict = verdicts.blocked[left[0]]
            beyond = verdict.chain[verdict.chain.index(left[0]) :]
            return Stay(f"it needs {left[0]}: {verdict.reason}", (path, *beyond), left[0])
        absent = missing(self.project, path) if self.on_blocked == "keep" else None
        return Stay(f"it needs {absent}, which is not in the repository") if absent is not None else None

    def _is_to_stay(self, closure: Closure, path: str) -> bool:
        """Whether somebody decided that a module stays, or one that it needs: what needs it then stays, too."""
        return any(self.decisions.get(one) == KEEP for one in (path, *closure.needed_by({path})))

    def _is_left(self, path: str, held: Mapping[str, Stay]) -> bool:
        """Whether only modules that stay need one that follows those that need it; tests left out."""
        if path in self.bound or not self.follows(path):
            return False
        users = [one for one in self.project.graph.importers(path) if not is_test(one)]
        moving = [one for one in users if is_importer(one) and one in self.moves and one not in held]
        return any(one in held for one in users) and not moving

    def closures(self, moving: Iterable[str], kept: Collection[str] = ()) -> list[Closure]:
        """What `moving` need, for each package that some of `moves` leave, with the package that it comes to."""
        paths, stay = frozenset(moving), frozenset(kept)
        return [
            Closure(self.project, home, paths, self.decisions, target, stay, self.ties)
            for home, target in self._journeys
        ]

    @cached_property
    def _journeys(self) -> list[tuple[Package, Package]]:
        leaving: dict[tuple[str, str], tuple[Package, Package]] = {}
        for old, new in self.moves.items():
            home, target = self.project.workspace.owner(old), self.project.workspace.owner(new)
            if home is not None and target is not None and home != target:
                leaving[home.folder, target.folder] = (home, target)
        return [leaving[folders] for folders in sorted(leaving)]


def _beside(path: str, kept: str, held: Mapping[str, Stay]) -> Stay:
    """The stay of a module that needs one which stays: its way leads on as that one's does."""
    return Stay(f"it needs {kept}, which stays", (path, kept, *held[kept].chain[1:]), kept)
