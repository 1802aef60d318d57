"""Proof: TypeScript, the repository's own, has nothing against the branch that it had not against the base.

Each package is compiled by its own configuration alone: inside an app's program the app's aliases would resolve what
a package has left over of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from itertools import zip_longest

from migrator.engine import CheckStatus
from migrator.syntax import is_source
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.type_packages import compiled_packages
from migrator.verify.typescript.builds import Builds
from migrator.verify.typescript.comparison import Looked, new_errors, uncompiled
from migrator.verify.typescript.compiler import Compilation, Compiled, compile_together, find_compiler, undo_builds
from migrator.verify.typescript.projects import configurations
from migrator.verify.undeclared import undeclared
from migrator.verify.wording import counted, shown
from migrator.verify.workshop import SIDES, CannotPrepareError, Side, Workshop
from migrator.workspace import Project


class Types:
    """Compiles every package for which something changed and every package that depends on one, on both sides."""

    name = "types"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Compare the errors by code, message and the place where their module is now."""
        folders = compiled_packages(subject)
        wanted = {side: _projects(subject, side, folders) for side in SIDES}
        if not any(wanted.values()):
            return Proven.skipped(f"no tsconfig.json belongs to what changed: {shown(subject.touched)}")
        unprepared = _prepare(workshop)
        if unprepared:
            return Proven.skipped(f"dependencies can't be installed: {unprepared}")
        if find_compiler(workshop.ready("base"), subject.before) is None:
            return Proven.skipped("the repository has no TypeScript: no node_modules/.bin/tsc was installed")
        base, branch = _look(subject, workshop, folders, wanted, say)
        if (
            base.failures
            and base.failures.keys() >= {one.config for one in base.compiled}
            and not any(one.files for one in branch.compiled)
        ):
            return Proven.skipped("; ".join(sorted(set(base.failures.values()))))
        return _compare(subject, base, branch)


def _projects(subject: Subject, side: Side, folders: Iterable[str]) -> list[tuple[str, str]]:
    """Package folder and configuration."""
    project = _project(subject, side)
    packages = {one.folder: one for one in project.workspace.packages_and_root}
    there = [packages[folder] for folder in folders if folder in packages]
    return [(one.folder, config) for one in there for config in configurations(project, one, subject.touched)]


def _project(subject: Subject, side: Side) -> Project:
    return subject.before if side == "base" else subject.after


def _prepare(workshop: Workshop) -> str:
    """Why neither side, or the base, can be compiled. Raises CannotPrepareError where only the branch can't be."""
    try:
        workshop.ready("base")
    except CannotPrepareError as error:
        return str(error)
    workshop.ready("branch")
    return ""


def _look(
    subject: Subject,
    workshop: Workshop,
    folders: Iterable[str],
    wanted: Mapping[Side, Iterable[tuple[str, str]]],
    say: Callable[[str], None],
) -> tuple[Looked, ...]:
    """What is seen of base and branch, which are compiled beside each other."""
    compiled: dict[Side, list[Compiled]] = {side: [] for side in SIDES}
    with ExitStack() as stack:
        builds = {side: stack.enter_context(_builds(subject, workshop, side)) for side in SIDES}
        for one in builds.values():
            one.make(folders)
        for pair in zip_longest(*(_compilations(subject, workshop, side, wanted[side]) for side in SIDES)):
            both = {side: one for side, one in zip(SIDES, pair, strict=True) if one is not None}
            say("types: " + ", ".join(f"{one.config} of the {side}" for side, one in both.items()))
            for side, done in zip(both, compile_together(workshop, both.values()), strict=True):
                compiled[side].append(done)
        for side, ones in compiled.items():
            project = _project(subject, side)
            undo_builds(workshop, workshop.ready(side), project, [one.config for one in ones])
    return tuple(
        Looked(tuple(sorted(ones, key=lambda one: one.config)), tuple(builds[side].notes))
        for side, ones in compiled.items()
    )


def _builds(subject: Subject, workshop: Workshop, side: Side) -> Builds:
    return Builds(workshop, workshop.ready(side), _project(subject, side))


def _compilations(
    subject: Subject, workshop: Workshop, side: Side, wanted: Iterable[tuple[str, str]]
) -> list[Compilation]:
    """What is built comes first: the declarations of it help the others."""
    project, place = _project(subject, side), workshop.ready(side)
    packages = {one.folder: one for one in project.workspace.packages_and_root}
    ones = [Compilation(place, project, packages[folder], config) for folder, config in wanted]
    return sorted(ones, key=lambda one: not one.builds)


def _compare(subject: Subject, base: Looked, branch: Looked) -> Proven:
    findings = [*new_errors(subject, base.mistakes, branch.mistakes), *uncompiled(subject, base, branch)]
    told = {(one.path, one.line) for one in findings}
    findings += [one for one in undeclared(subject) if (one.path, one.line) not in told]
    # What could not be told of the base either is no fault of the branch, and no proof for it.
    untold = {config: why for config, why in branch.failures.items() if config in base.failures}
    findings += [Finding(why, config) for config, why in branch.failures.items() if config not in untold]
    untold |= {config: f"on the base: {why}" for config, why in base.failures.items() if config not in untold}
    detail = _detail(subject, base, branch, untold)
    if untold and not findings:
        return Proven(CheckStatus.SKIPPED, detail)
    return Proven.of(detail, tuple(findings))


def _detail(subject: Subject, base: Looked, branch: Looked, untold: Mapping[str, str]) -> str:
    changed = [path for path in subject.touched if is_source(path) and subject.after.tree.entry(path) is not None]
    seen = branch.own
    configs = [one.config for one in branch.compiled]
    parts = [
        f"{counted(len(configs), 'project')} ({shown(configs, 6)}) compiled by themselves",
        f"{sum(path in seen for path in changed)} of {len(changed)} changed modules in one of them",
    ]
    if base.mistakes:
        unfound = sum(one.unfound for one in base.mistakes)
        blind = f", {unfound} of them modules that can't be found, of whose types nothing is known" if unfound else ""
        parts.append(f"{len(base.mistakes)} old errors{blind}")
    parts += [f"{config} was not looked at: {why}" for config, why in sorted(untold.items())]
    parts += sorted({*base.notes, *branch.notes})
    return "; ".join(parts)
