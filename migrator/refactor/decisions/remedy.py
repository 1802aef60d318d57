"""What would have to be decided so that nothing is blocked any more: for one module, and for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.needs import CO_MOVE, KEEP
from migrator.refactor.decisions.settlement import OnBlocked, Settlement
from migrator.refactor.decisions.ties import Tie, missing
from migrator.refactor.decisions.verdicts import Verdicts
from migrator.refactor.dependencies.needed import is_test
from migrator.syntax import is_importer


@dataclass(frozen=True, slots=True)
class Remedy:
    """How one module could come along.

    `co_move` are the modules that have to be decided to, itself first; `taken` is everything that comes then; `ties`
    are those among it that something ties to the app.
    """

    co_move: tuple[str, ...]
    taken: tuple[str, ...]
    ties: Mapping[str, Tie]

    @property
    def never(self) -> tuple[str, Tie] | None:
        """A module that can't come whatever is decided; None where all can."""
        return next(((path, tie) for path, tie in self.ties.items() if tie.for_good), None)


def remedy(closure: Closure, path: str) -> Remedy:
    """What would let the module at `path` come along."""
    behind = closure.needed_by({path})
    stuck = [one for one in sorted(behind) if not (closure.is_asked(one) or closure.may_come(one))]
    taken = (path, *sorted(behind - closure.co_moved))
    asked = () if closure.is_asked(path) else (path,)
    ties = {one: tie for one in taken if (tie := closure.tie(one)) is not None}
    return Remedy((*asked, *stuck), taken, ties)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Decisions under which nothing is blocked, with those that were made; `taken` is how many one takes along."""

    decisions: Mapping[str, str]
    on_blocked: OnBlocked
    taken: Mapping[str, int]


def propose(settlement: Settlement) -> Proposal | None:
    """Decisions to go on with; None where no decision helps, because of a module that has to move.

    Self-contained modules that others use as well are to come along. Who needs what the app is tied to stays. What
    it says has been tried: with it, nothing is blocked.
    """
    taken: dict[str, int] = {}
    trial = settlement
    while True:
        wanted, stuck = _wanted(trial)
        fresh = {path: count for path, count in wanted.items() if trial.decisions.get(path) != CO_MOVE}
        if not fresh and settlement.on_blocked == "fail" and trial.on_blocked == "keep":
            fresh = _shared_with_what_stays(trial)
        if fresh:
            taken |= fresh
            trial = replace(trial, decisions={**trial.decisions, **dict.fromkeys(fresh, CO_MOVE)}, known=trial.ties)
        elif stuck and trial.on_blocked == "fail":
            trial = replace(trial, on_blocked="keep", known=trial.ties)
        elif stuck:
            return None
        else:
            return _without_the_needless(settlement, trial, taken)


def _wanted(trial: Settlement) -> tuple[dict[str, int], bool]:
    """The modules that should be decided to come along, each with how many it takes; whether anything else is stuck."""
    found: dict[str, int] = {}
    stuck = False
    for closure in trial.closures((*trial.moving, *trial.bound), kept=trial.staying):
        has_to_come = closure.needed_by(trial.bound)
        for path in Verdicts(closure).blocked:
            way = remedy(closure, path)
            free = not way.ties and all(closure.decisions.get(one) != KEEP for one in way.co_move)
            if free or (path in has_to_come and way.never is None):
                found |= dict.fromkeys(way.co_move, 1)
                found |= {path: len(way.taken)} if path in way.co_move else {}
                stuck = stuck or not way.co_move
            else:
                stuck = True
        coming = (*closure.moving, *closure.co_moved)
        read = (path for path in coming if is_importer(path) and not is_test(path))
        stuck = stuck or any(missing(trial.project, path) for path in read)
    return found, stuck


def _without_the_needless(given: Settlement, trial: Settlement, taken: Mapping[str, int]) -> Proposal:
    """What was found out, without decisions about modules that only modules need which stay after all."""
    closures = trial.closures((*trial.moving, *trial.bound), kept=trial.staying)
    needless = [path for path in taken if not any(path in closure.co_moved for closure in closures)]
    decisions = {path: one for path, one in trial.decisions.items() if path not in needless or path in given.decisions}
    return Proposal(decisions, trial.on_blocked, {path: taken[path] for path in taken if path not in needless})


def _shared_with_what_stays(trial: Settlement) -> dict[str, int]:
    """The modules that hold others back for no other reason than that one which stays uses them too."""
    found: dict[str, int] = {}
    for closure in trial.closures(trial.moves):
        for stay in trial.staying.values():
            if stay.need in closure.chains and stay.need is not None and trial.decisions.get(stay.need) is None:
                way = remedy(closure, stay.need)
                if not way.ties and stay.need not in trial.moves and len(way.co_move) == 1:
                    found[stay.need] = len(way.taken)
    return found
