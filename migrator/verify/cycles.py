"""Proof: packages need each other in no circle that is new, and no module leads where the plan says none may."""

from __future__ import annotations

from collections.abc import Callable

from migrator.engine import forbidden_way
from migrator.plan import Never
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.workshop import Workshop
from migrator.workspace import new_cycles


class Cycles:
    """Needs neither dependencies nor a checkout. A cycle that the base has too is no finding, a `never` always is."""

    name = "cycles"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Compare who needs whom among the packages of both sides; then follow the plan's rules on the branch."""
        found = [Finding(str(cycle), cycle.witnesses[0]) for cycle in new_cycles(subject.before, subject.after)]
        packages = len(subject.after.workspace.packages)
        looked_at = [f"{len(found) or 'none'} new among {packages} package{'' if packages == 1 else 's'}"]
        for rule in self._rules(subject):
            said = f"never {rule.origin} -> {rule.reach}"
            looked_at.append(said)
            way = forbidden_way(subject.after, rule)
            if way:
                found.append(Finding(f"{said}: {' -> '.join(way)}", way[0]))
        if (subject.plan or subject.made_by) and subject.no_outcome:
            looked_at.append(f"`never` rules, if it has any, were not looked at: {subject.no_outcome}")
        return Proven.of("; ".join(looked_at), tuple(found))

    def _rules(self, subject: Subject) -> list[Never]:
        checks = subject.outcome.plan.checks if subject.outcome is not None else ()
        return [one for one in checks if isinstance(one, Never)]
