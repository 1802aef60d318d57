"""What must hold after every step, whatever the codemod was.

Everything that was changed parses no worse, and every name that led to a declaration still leads to that
declaration's image under the moves. A codemod that breaks either fails; its changes are not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from migrator.codemod import Diagnostic
from migrator.engine.dangling import dangling_references
from migrator.engine.lineage import Lineage
from migrator.engine.out_of_reach import out_of_reach
from migrator.engine.reach import Reach
from migrator.engine.references import compare_references
from migrator.engine.rewritten import rewritten
from migrator.syntax import is_importer
from migrator.tree import Overlay
from migrator.workspace import Edge, Project


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many references were rewritten, and what is wrong."""

    references: int
    diagnostics: tuple[Diagnostic, ...]


def examine(before: Project, after: Project, tree: Overlay, replaced: Collection[str] = ()) -> Verdict:
    """Compare the project before a step with the one after it; `tree` knows what moved.

    `replaced` are modules whose place others take in moved code, by somebody's decision.
    """
    moves = tree.moves
    changes = tree.changes()
    reach = Reach(before, after, changes, Lineage.over([changes]))
    wrong = [
        *_parse_errors(reach),
        *_dangling(reach),
        *_lost(reach, replaced),
        *out_of_reach(before, after, moves),
    ]
    return Verdict(rewritten(before, after, moves), tuple(wrong))


def _parse_errors(reach: Reach) -> Iterator[Diagnostic]:
    before, after = reach.before, reach.after
    for change in reach.changes:
        if change.after is None or not is_importer(change.path) or change.before == change.after:
            continue
        if change.before is not None and reach.is_as_before(change.origin or change.path):
            continue
        module = after.module(change.path)
        if not module.errors:
            continue
        old = before.module(change.origin or change.path) if change.before is not None else None
        if len(module.errors) > (len(old.errors) if old else 0):
            line, column = module.position(module.errors[-1].start)
            yield Diagnostic(
                "parses-worse", "error", "this file parses worse than before the step", change.path, line, column
            )


def _dangling(reach: Reach) -> Iterator[Diagnostic]:
    for edge in dangling_references(reach.before, reach.after, reach.lineage):
        yield _at(reach.after, edge, "dangling-reference", f"{edge.reference.specifier!r} leads nowhere after the step")


def _lost(reach: Reach, replaced: Collection[str]) -> Iterator[Diagnostic]:
    """References that now mean something else than they meant, and names that nobody exports."""
    before, after = reach.before, reach.after
    compared = compare_references(reach, replaced)
    for edge, name in compared.unexported:
        yield _at(after, edge, "unexported-name", f"{edge.reference.specifier!r} has no {name} after the step")
    for lost in compared.lost:
        path, name = lost.declared
        what = path if name == "*" else f"{name} of {path}"
        specifier = lost.edge.reference.specifier
        yield _at(before, lost.edge, "lost-reference", f"{specifier!r} no longer leads to {what} after the step")


def _at(project: Project, edge: Edge, code: str, message: str) -> Diagnostic:
    line, column = project.module(edge.importer).position(edge.reference.span.start)
    return Diagnostic(code, "error", message, edge.importer, line, column)
