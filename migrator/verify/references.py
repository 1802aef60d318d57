"""Proof: every name that led to a declaration on the base leads to that declaration's image on the branch."""

from __future__ import annotations

from collections.abc import Callable

from migrator.engine import compare_references
from migrator.vcs import changes_between
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.workshop import Workshop


class References:
    """Needs neither dependencies nor a checkout."""

    name = "references"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Follow every reference of both sides, through re-exports."""
        changes = changes_between(subject.base, subject.branch)
        compared = compare_references(subject.before, subject.after, changes, subject.lineage, subject.replaced)
        lost = [
            Finding(f"no longer leads to {one.declared[1]} of {one.declared[0]}", one.importer) for one in compared.lost
        ]
        absent = [
            Finding(
                f"{edge.reference.specifier!r} has no {name}",
                edge.importer,
                subject.after.module(edge.importer).position(edge.reference.span.start).line,
            )
            for edge, name in compared.unexported
        ]
        detail = f"{compared.total - len(compared.lost)} of {compared.total}"
        if (subject.plan or subject.made_by) and subject.no_outcome:
            detail += f"; files are paired as git does it: {subject.no_outcome}"
        return Proven.of(detail, (*lost, *absent))
