"""Moving modules as a codemod does it: carried out on the context, with what there is to say about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Decision, Diagnostic
from migrator.codemod.refusal import refuse_blocked
from migrator.errors import RefusedError
from migrator.refactor.closure import REPOINT, Closure, Verdict, tests
from migrator.refactor.relocate import Relocation, Symbol, relocate
from migrator.refactor.shim import reexports
from migrator.refactor.usage import names_taken
from migrator.syntax import is_source
from migrator.workspace import Package, Project, Resolved

# `new URL("./x", import.meta.url)` names a file and is checked as a reference.
_OWN_PATH = re.compile(
    rb"\b__(dirname|filename)\b|\bimport\.meta\.(dirname|filename)\b|fileURLToPath\(import\.meta\.url\)"
)


def move_modules(
    context: Context,
    relocation: Relocation,
    decisions: Mapping[str, str] | None = None,
    will_move: Collection[str] = (),
) -> None:
    """Move files and keep every reference true; each module that moves or is needed gets its decision.

    What moved code needs from the package it leaves comes along where nothing else uses it and nothing ties it
    there, or where `decisions` say so. `will_move` are modules that a later step moves to the same place.
    Raises AlreadySaidError where moved code needs modules that stay behind, each reported; nothing is moved then.
    """
    project = context.project
    _check_configs(project, relocation.moves)
    _check_decisions(project, relocation.moves, decisions or {})
    symbols = dict(relocation.symbols)
    moves = dict(relocation.moves)
    for closure, package in _journeys(project, relocation.moves, decisions or {}, will_move):
        own = set(relocation.moves)
        # A shim of an earlier step passes on the very package that this one moves to.
        verdicts = [
            verdict
            for verdict in closure.verdicts
            if verdict.decision != "repoint"
            or verdict.path in closure.chains
            or not _leads_to(project, verdict, package)
        ]
        # All at once: what blocks a later step blocks the plan, so it is said now.
        refuse_blocked(context, closure, verdicts)
        verdicts = [verdict for verdict in verdicts if _starts_in(closure, verdict, own)]
        for verdict in verdicts:
            context.decide(Decision(verdict.path, verdict.decision, verdict.reason, verdict.chain))
        moves |= co_moves(project, closure, package, [one.path for one in verdicts if one.decision == "co-move"])
        symbols |= _repointed(project, closure, package)
    for old, new in relocation.moves.items():
        context.decide(Decision(old, "move", f"becomes {new}"))
    _report_own_paths(context, moves)
    relocated = relocate(project, context.tree, replace(relocation, moves=moves, symbols=symbols))
    for path, edits in relocated.edits.items():
        context.edit(path, edits)
    for advice in relocated.advice:
        context.report(Diagnostic("left-to-do", "warning", advice))
    for undeclared in relocated.undeclared:
        context.report(
            Diagnostic(
                "undeclared-dependency",
                "warning",
                f"{undeclared.name} is imported, and no package.json declares it",
                path=undeclared.importer,
                hint="add it to the new package's dependencies with the version you use",
            )
        )


def _check_configs(project: Project, moves: Mapping[str, str]) -> None:
    """Raises RefusedError where a tsconfig that governs who may name a moved module can't be read to its end.

    Its aliases are unknown then, and references by them would be taken for packages and left as they are.
    """
    homes = {project.workspace.owner(old) for old in moves}
    for path in project.sources:
        config = project.resolver.config(path) if project.workspace.owner(path) in homes else None
        if config is not None and config.problems:
            raise RefusedError(config.problems[0], hint="mend the file first: what its aliases name can't be known")


def _check_decisions(project: Project, moves: Mapping[str, str], decisions: Mapping[str, str]) -> None:
    """Raises RefusedError for a decision about a file that is not there, unless an earlier step has moved it."""
    packages = [owner.folder for new in moves.values() if (owner := project.workspace.owner(new)) is not None]
    for path in decisions if packages else ():
        name = path.rpartition("/")[2]
        if project.tree.entry(path) is None and not any(
            one.rpartition("/")[2] == name and one.startswith(f"{folder}/")
            for one in project.tree.paths()
            for folder in dict.fromkeys(packages)
        ):
            raise RefusedError(f"a decision names {path}, which is no file of the repository", hint="check its path")


def _journeys(
    project: Project, moves: Mapping[str, str], decisions: Mapping[str, str], will_move: Collection[str]
) -> Iterable[tuple[Closure, Package]]:
    """What moved code needs, for each package that some of it leaves, with the package that it comes to."""
    leaving: dict[tuple[str, str], tuple[Package, Package]] = {}
    for old, new in moves.items():
        home, package = project.workspace.owner(old), project.workspace.owner(new)
        if home is not None and package is not None and home != package:
            leaving[home.folder, package.folder] = (home, package)
    moving = frozenset((*moves, *will_move))
    return [
        (Closure(project, home, moving, decisions, package), package)
        for _, (home, package) in sorted(leaving.items(), key=lambda pair: pair[0])
    ]


def _starts_in(closure: Closure, verdict: Verdict, own: Collection[str]) -> bool:
    """Whether a module that moves in this step needs the verdict's module, at any remove."""
    users = [*closure.project.graph.importers(verdict.path)]
    seen = set(users)
    for user in users:
        if user in own:
            return True
        fresh = (
            [one for one in closure.project.graph.importers(user) if one not in seen] if user in closure.chains else []
        )
        seen.update(fresh)
        users += fresh
    return False


def _leads_to(project: Project, verdict: Verdict, package: Package) -> bool:
    owners = {project.workspace.owner(edge.target) for edge in reexports(project, verdict.path) if edge.target}
    return owners == {package}


def co_moves(project: Project, closure: Closure, package: Package, paths: Iterable[str]) -> dict[str, str]:
    """Old path -> new path of modules that come along, with the tests beside them; the layout below `src` is kept.

    Raises RefusedError where a target is taken.
    """
    found: dict[str, str] = {}
    coming = frozenset(paths)
    for path in sorted(coming):
        beside = [one for one in project.graph.importers(path) if tests(one, path) and one not in closure.moving]
        for one in (path, *(test for test in beside if set(closure.needs(test)) <= closure.co_moved)):
            inner = one.removeprefix(f"{closure.home.folder}/" if closure.home.folder else "").removeprefix("src/")
            found[one] = f"{package.folder}/src/{inner}"
            if project.tree.entry(found[one]) is not None:
                raise RefusedError(
                    f"{one} would become {found[one]}, which is there already", hint="rename one of them"
                )
    return found


def _repointed(project: Project, closure: Closure, package: Package) -> dict[Symbol, Symbol]:
    """Where the names of modules that are decided to be repointed come from. Raises RefusedError for a missing one."""
    found: dict[Symbol, Symbol] = {}
    for path, decision in closure.decisions.items():
        if not decision.startswith(REPOINT) or path not in closure.chains:
            continue
        specifier = decision.removeprefix(REPOINT)
        target = project.resolver.resolve(specifier, f"{package.folder}/src/index.ts")
        if not isinstance(target, Resolved):
            raise RefusedError(f"{path} can't be repointed to {specifier}: no workspace package offers that")
        for edge in project.graph.edges_to(path):
            if edge.importer not in closure.moving and edge.importer not in closure.co_moved:
                continue
            names = [one.imported for one in edge.reference.names] or ["*"]
            found |= {(path, name): (target.path, name) for name in names}
            # What is taken whole is asked for by name later on; a mock may have more in it than there is.
            taken = names_taken(project.module(edge.importer), edge.reference) if "*" in names and edge.loads else None
            for name in (*names, *(taken or ())):
                if name != "*" and project.symbols.declaration(target.path, name) is None:
                    raise RefusedError(f"{specifier} has no {name}, which {edge.importer} takes from {path}")
    return found


def _report_own_paths(context: Context, moves: Mapping[str, str]) -> None:
    for old, new in moves.items():
        if is_source(old) and context.module(old).errors:
            line, column = context.module(old).position(context.module(old).errors[0].start)
            message = "this module can't be read to its end; it moves, and what was not understood stays as it is"
            context.report(Diagnostic("not-understood", "warning", message, old, line, column))
        found = _OWN_PATH.search(context.module(old).source) if is_source(old) else None
        if found is not None:
            line, column = context.module(old).position(found.start())
            message = f"this module uses its own path, which becomes {new}"
            context.report(
                Diagnostic("own-path", "warning", message, old, line, column, hint="check what it finds from there")
            )
