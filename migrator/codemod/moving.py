"""Moving modules as a codemod does it: carried out on the context, with what there is to say about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Decision, Diagnostic
from migrator.codemod.heeding import heed_decisions
from migrator.codemod.refusal import refuse_blocked
from migrator.codemod.remarks import left_to_do
from migrator.errors import RefusedError
from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.companions import co_moves, repointed, snapshots
from migrator.refactor.decisions.settlement import Settlement
from migrator.refactor.decisions.verdicts import Verdict, Verdicts
from migrator.refactor.dependencies.provenance import hint_for
from migrator.refactor.relocation import Relocation, relocate
from migrator.refactor.shim import reexports
from migrator.syntax import is_importer
from migrator.workspace import Project

# `new URL("./x", import.meta.url)` names a file and is checked as a reference.
_OWN_PATH = re.compile(
    rb"\b__(dirname|filename)\b|\bimport\.meta\.(dirname|filename)\b|fileURLToPath\(import\.meta\.url\)"
)


def move_modules(context: Context, relocation: Relocation, settlement: Settlement | None = None) -> None:
    """Move files and keep every reference true; each module that moves, stays or is needed gets its decision.

    What moved code needs from the package it leaves comes along where nothing else uses it and nothing ties it
    there, or where the user said so. The `settlement` has the decisions, and may be of more than this step moves.
    Raises AlreadySaidError where moved code needs modules that stay behind, each reported; nothing is moved then.
    """
    project = context.project
    settlement = settlement or Settlement(project, relocation.moves)
    _check_configs(project, relocation.moves)
    _check_decisions(project, relocation.moves, settlement.decisions)
    # All at once: what blocks a later step blocks the plan, so it is said now.
    closures = settlement.closures((*relocation.moves, *settlement.moving), settlement.staying)
    found = [(closure, _to_say(closure)) for closure in closures if relocation.moves]
    pointed_past = {one.path for _, verdicts in found for one in verdicts if one.decision == "repoint"}
    for path, stay in sorted(settlement.staying.items()):
        if path not in pointed_past:
            context.decide(Decision(path, "keep", stay.reason, stay.chain))
    refuse_blocked(context, settlement, found)
    heed_decisions(context, settlement, [closure for closure, _ in found])
    symbols, moves = dict(relocation.symbols), dict(relocation.moves)
    for closure, verdicts in found:
        own = [verdict for verdict in verdicts if _starts_in(closure, verdict, relocation.moves)]
        for verdict in own:
            context.decide(Decision(verdict.path, verdict.decision, verdict.reason, verdict.chain))
        if closure.target is not None:
            moves |= co_moves(closure, closure.target, [one.path for one in own if one.decision == "co-move"])
            symbols |= repointed(closure, closure.target)
    moves |= snapshots(project.tree, moves)
    for old, new in relocation.moves.items():
        context.decide(Decision(old, "move", f"becomes {new}"))
    _report_own_paths(context, moves)
    relocated = relocate(project, context.tree, replace(relocation, moves=moves, symbols=symbols))
    context.edit_all(relocated.edits)
    for advice in relocated.advice:
        context.report(left_to_do(advice))
    for undeclared in relocated.undeclared:
        context.report(
            Diagnostic(
                "undeclared-dependency",
                "warning",
                f"{undeclared.name} is imported, and no package.json declares it",
                path=undeclared.importer,
                hint=hint_for(project, undeclared.name),
            )
        )


def _check_configs(project: Project, moves: Mapping[str, str]) -> None:
    """Raises RefusedError where a tsconfig that governs who may name a moved module can't be read to its end.

    Its aliases are unknown then, and references by them would be taken for packages and left as they are.
    """
    homes = {project.workspace.owner(old) for old in moves}
    for path in project.importers:
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


def _to_say(closure: Closure) -> list[Verdict]:
    """The verdicts, without the shims of earlier steps, which pass on the very package that this one moves to."""
    owner = closure.project.workspace.owner
    return [
        verdict
        for verdict in Verdicts(closure).all
        if verdict.decision != "repoint"
        or verdict.path in closure.chains
        or {owner(edge.target) for edge in reexports(closure.project, verdict.path) if edge.target} != {closure.target}
    ]


def _starts_in(closure: Closure, verdict: Verdict, own: Collection[str]) -> bool:
    """Whether a module that moves in this step needs the verdict's module, at any remove."""
    graph, waiting = closure.project.graph, [verdict.path]
    for path in waiting:
        if path in own:
            return True
        # A test comes along with the module beside it, on whose account it is that it needs anything.
        along = [closure.tests_along[path]] if path in closure.tests_along else []
        users = graph.importers(path) if path == verdict.path or path in closure.chains else ()
        waiting += [one for one in dict.fromkeys((*users, *along)) if one not in waiting]
    return False


def _report_own_paths(context: Context, moves: Mapping[str, str]) -> None:
    for old, new in moves.items():
        if is_importer(old) and context.module(old).errors:
            line, column = context.module(old).position(context.module(old).errors[0].start)
            message = "this module can't be read to its end; it moves, and what was not understood stays as it is"
            context.report(Diagnostic("not-understood", "warning", message, old, line, column))
        found = _OWN_PATH.search(context.module(old).script) if is_importer(old) else None
        if found is not None:
            line, column = context.module(old).position(found.start())
            message = f"this module uses its own path, which becomes {new}"
            context.report(
                Diagnostic("own-path", "warning", message, old, line, column, hint="check what it finds from there")
            )
