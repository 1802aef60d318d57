"""Proof: every name that led to a declaration on the base leads to that declaration's image on the branch.

And to no other; nothing leads nowhere; and what is there to be imported is there, though nobody may import it yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from migrator.engine import Comparison, Declared, Lost, Reach, added_references, compare_references, dangling_references
from migrator.vcs import changes_between
from migrator.verify.offered import withheld
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.workshop import Workshop
from migrator.workspace import Edge


class References:
    """Needs neither dependencies nor a checkout."""

    name = "references"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Follow every reference of both sides, through re-exports."""
        changes = changes_between(subject.base, subject.branch)
        reach = Reach(subject.before, subject.after, changes, subject.lineage)
        compared = compare_references(reach, subject.replaced)
        detail = f"{compared.kept} of {compared.total}"
        if (subject.plan or subject.made_by) and subject.no_outcome:
            detail += f"; files are paired as git does it: {subject.no_outcome}"
        return Proven.of(
            detail, tuple(dict.fromkeys(_wrong(subject, compared, added_references(reach, subject.replaced))))
        )


def _wrong(subject: Subject, compared: Comparison, added: Iterable[tuple[Edge, Declared]]) -> Iterator[Finding]:
    for lost in compared.lost:
        path, name = lost.declared
        importer = next(one for one in subject.lineage.images(lost.importer) if subject.branch.entry(one) is not None)
        yield Finding(f"no longer leads to {_named(path, name)}", importer, _line(subject, lost, importer))
    for edge in dangling_references(subject.before, subject.after, subject.lineage):
        yield _at(subject, edge, "leads nowhere")
    for edge, name in compared.unexported:
        yield _at(subject, edge, f"has no {name}")
    for edge, (path, name) in added:
        yield _at(subject, edge, f"leads to {_named(path, name)}, which this module did not use")
    yield from withheld(subject)


def _line(subject: Subject, lost: Lost, importer: str) -> int | None:
    """Where the importer now takes a name that it took from what is lost, or still says the same specifier."""
    reference = lost.edge.reference
    taken = {name.local for name in reference.names}
    module = subject.after.module(importer)
    there = (one for one in module.references if one.specifier == reference.specifier)
    instead = (one for one in module.references if taken & {name.local for name in one.names})
    found = next(chain(there, instead), None)
    return module.position(found.span.start).line if found is not None else None


def _named(path: str, name: str) -> str:
    return path if name == "*" else f"{name} of {path}"


def _at(subject: Subject, edge: Edge, what: str) -> Finding:
    line = subject.after.module(edge.importer).position(edge.reference.span.start).line
    return Finding(f"{edge.reference.specifier!r} {what}", edge.importer, line)
