"""What a proof is: a question to base and branch, and the evidence that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from migrator.engine import CheckStatus
from migrator.verify.subject import Subject
from migrator.verify.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence against the branch. `path` is as it is on the branch; `line` counts from 1."""

    message: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Proven:
    """The outcome of one proof; `detail` is what was looked at, or why it was not."""

    status: CheckStatus
    detail: str
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, detail: str, findings: tuple[Finding, ...] = ()) -> Proven:
        """Passed where there is nothing against it."""
        return cls(CheckStatus.FAILED if findings else CheckStatus.PASSED, detail, findings)

    @classmethod
    def skipped(cls, why: str) -> Proven:
        """Nothing was looked at."""
        return cls(CheckStatus.SKIPPED, why)


class Proof(Protocol):
    """One proof. It never writes into the repository; what it has to run, it runs in the workshop's checkouts."""

    @property
    def name(self) -> str:
        """What `--only` calls it."""

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Compare base and branch. `say` hears what is going on.

        Raises MigratorError where something stands in the way; the proof counts as failed then, never as passed.
        """
