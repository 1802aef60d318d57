"""All proofs of a branch, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from migrator.engine import CheckStatus
from migrator.errors import MigratorError
from migrator.verify.commands import Commands
from migrator.verify.cycles import Cycles
from migrator.verify.inngest.dev_server import DevServer
from migrator.verify.inngest.events import Events
from migrator.verify.inngest.functions import Functions
from migrator.verify.proof import Finding, Proof, Proven
from migrator.verify.references import References
from migrator.verify.subject import Subject
from migrator.verify.typescript.types import Types
from migrator.verify.untouched import Untouched
from migrator.verify.workshop import CannotPrepareError, Workshop

PROOFS: tuple[Proof, ...] = (
    References(),
    Cycles(),
    Untouched(),
    Types(),
    Functions(),
    Events(),
    DevServer(),
    Commands(),
)
"""In the order in which they are tried: those that need nothing come first, the one that writes into checkouts last."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of the proofs, by name, in the order in which they were tried."""

    subject: Subject
    proven: dict[str, Proven]

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return all(one.status is not CheckStatus.FAILED for one in self.proven.values())


def verify(
    subject: Subject,
    workshop: Workshop,
    proofs: Iterable[Proof] = PROOFS,
    begin: Callable[[str], None] = lambda _: None,
) -> Verification:
    """Try each proof; `begin` hears what is going on. A proof that can't be tried to its end has failed."""
    proven: dict[str, Proven] = {}
    for proof in proofs:
        begin(proof.name)
        try:
            proven[proof.name] = proof.prove(subject, workshop, begin)
        except CannotPrepareError as error:
            proven[proof.name] = _unprepared(workshop, error)
        except MigratorError as error:
            proven[proof.name] = _given_up(error)
    return Verification(subject, proven)


def _unprepared(workshop: Workshop, error: CannotPrepareError) -> Proven:
    """Skipped where the base has no dependencies either; a branch that has none alone has lost something."""
    try:
        workshop.ready("base")
    except CannotPrepareError as reason:
        return Proven.skipped(f"the base's dependencies can't be installed: {reason.message}")
    except MigratorError as other:
        return _given_up(other)
    return Proven(CheckStatus.FAILED, "the branch's dependencies can't be installed", (Finding(error.message),))


def _given_up(error: MigratorError) -> Proven:
    place = error.location
    finding = Finding(error.message, place.path if place else None, place.line if place else None)
    return Proven(CheckStatus.FAILED, "could not be tried to its end", (finding,))
