"""Where the modules go that come along, and where the names come from of those that are imported elsewhere instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from migrator.errors import RefusedError
from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.needs import REPOINT
from migrator.refactor.dependencies.needed import is_test
from migrator.refactor.relocation.request import Symbol
from migrator.refactor.usage.references import names_taken
from migrator.tree import Tree, directory_of, join
from migrator.workspace import Package, Resolved


def co_moves(closure: Closure, package: Package, paths: Iterable[str]) -> dict[str, str]:
    """Old path -> new path of modules that come along, with the tests beside them; the layout below `src` is kept.

    Raises RefusedError where a target is taken.
    """
    project, home = closure.project, closure.home
    found: dict[str, str] = {}
    for path in sorted(set(paths)):
        for one in (path, *(test for test, tested in closure.tests_along.items() if tested == path)):
            inner = one.removeprefix(f"{home.folder}/" if home.folder else "").removeprefix("src/")
            found[one] = f"{package.folder}/src/{inner}"
            if project.tree.entry(found[one]) is not None:
                raise RefusedError(
                    f"{one} would become {found[one]}, which is there already", hint="rename one of them"
                )
    return found


def snapshots(tree: Tree, moves: Mapping[str, str]) -> dict[str, str]:
    """Old path -> new path of the snapshots of tests that move: `__snapshots__` beside them, as jest and vitest do."""
    found: dict[str, str] = {}
    for old, new in moves.items():
        name, renamed = old.rpartition("/")[2], new.rpartition("/")[2]
        path = join(directory_of(old), f"__snapshots__/{name}.snap")
        target = join(directory_of(new), f"__snapshots__/{renamed}.snap")
        if is_test(old) and path and target and tree.entry(path) is not None:
            found[path] = target
    return found


def repointed(closure: Closure, package: Package) -> dict[Symbol, Symbol]:
    """Where the names of modules that are decided to be repointed come from. Raises RefusedError for a missing one."""
    project = closure.project
    found: dict[Symbol, Symbol] = {}
    for path, decision in closure.decisions.items():
        if not closure.is_repointed(path) or path not in closure.reached:
            continue
        specifier = decision.removeprefix(REPOINT)
        target = project.resolver.resolve(specifier, f"{package.folder}/src/index.ts")
        if not isinstance(target, Resolved):
            raise RefusedError(f"{path} can't be repointed to {specifier}: no workspace package offers that")
        for edge in project.graph.edges_to(path):
            if not any(edge.importer in those for those in (closure.moving, closure.co_moved, closure.tests_along)):
                continue
            names = [one.imported for one in edge.reference.names] or ["*"]
            found |= {(path, name): (target.path, name) for name in names}
            # What is taken whole is asked for by name later on; a mock may have more in it than there is.
            taken = names_taken(project.module(edge.importer), edge.reference) if "*" in names and edge.loads else None
            for name in (*names, *(taken or ())):
                if name != "*" and project.symbols.declaration(target.path, name) is None:
                    raise RefusedError(f"{specifier} has no {name}, which {edge.importer} takes from {path}")
    return found
