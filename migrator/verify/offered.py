"""What modules have to export, whether anybody takes it yet or not: a package is there to be used."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.syntax import is_source
from migrator.tree import Tree
from migrator.verify.proof import Finding
from migrator.verify.subject import Subject
from migrator.workspace import Project


def withheld(subject: Subject) -> Iterator[Finding]:
    """The modules and exports that the branch has not, and that the plan leaves; without a plan, that the base has.

    Without a plan only what a module declares itself is asked for: what it passes on, others may pass on now.
    """
    wanted = _planned(subject.planned, subject.branch) if subject.planned is not None else _kept(subject)
    for paths, name in wanted:
        there = [path for path in paths if subject.branch.entry(path) is not None]
        if not there:
            yield Finding("is gone, with what it exports", paths[0])
        elif name is not None and not any(name in subject.after.symbols.names(path) for path in there):
            yield Finding(f"no longer exports {name}", there[0])


def _planned(planned: Project, branch: Tree) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The modules that are not as the plan leaves them, each with its exports; None stands for the module itself."""
    for path in planned.sources:
        present = branch.entry(path)
        if present is None:
            yield (path,), None
        elif present != planned.tree.entry(path):
            for name in planned.symbols.names(path):
                yield (path,), name


def _kept(subject: Subject) -> Iterator[tuple[tuple[str, ...], str | None]]:
    for path in sorted(subject.touched):
        if is_source(path) and subject.base.entry(path) is not None:
            for name, declaration in subject.before.symbols.names(path).items():
                if declaration.path == path:
                    yield subject.lineage.images(path), name
