"""A new package that looks like its siblings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from migrator.errors import RefusedError
from migrator.refactor.configuration.connection import Advice
from migrator.refactor.configuration.enrolment import enrol
from migrator.refactor.configuration.entry_point import add_entry_point
from migrator.refactor.scaffolding.arrivals import Arrivals
from migrator.refactor.scaffolding.membership import admit
from migrator.refactor.scaffolding.package_config import write_tsconfig
from migrator.refactor.scaffolding.package_files import copy_settings, linter_settings, write_papers
from migrator.refactor.scaffolding.package_manifest import (
    Draft,
    claims_purity,
    does_build,
    offers_build,
    write_manifest,
)
from migrator.refactor.scaffolding.package_scripts import Script, buildable, runner_of, usual_scripts
from migrator.refactor.scaffolding.settings import words_of
from migrator.refactor.scaffolding.sibling import sibling, siblings
from migrator.refactor.scaffolding.side_effects import side_effect
from migrator.syntax import JsonDocument, dump_json
from migrator.text import line_ending
from migrator.tree import Overlay, join, lies_in
from migrator.workspace import Manifest, Package, Project

_INDENT = re.compile(rb"^([ \t]+)\S", re.MULTILINE)


def scaffold(project: Project, tree: Overlay, draft: Draft) -> tuple[Advice, ...]:
    """Write manifest, tsconfig and entry modules of `draft`, and make it a member of the workspace.

    Files that list its siblings list it, too. Answers what is left for a person to write.

    A package that is there already is left as it is. Raises RefusedError where another one is in the way, or where
    another one has the name.
    """
    present = project.workspace.manifest(draft.folder)
    if present is not None:
        if present.name != draft.name:
            raise RefusedError(
                f"{draft.folder} is a package already, called {present.name}", hint="choose another folder"
            )
        return ()
    _check_name(project, draft)
    family = siblings(project, draft.folder)
    model = draft.model or buildable(project, sibling(project, draft.folder), family)
    arrivals = Arrivals(project, draft.places)
    sample = project.tree.read(model.manifest.path if model else "package.json")
    indented = _INDENT.search(sample)
    indent = indented.group(1).decode() if indented else "  "
    newline = line_ending(sample)
    admit(project, tree, draft.folder)
    kept = usual_scripts(project, draft.folder, model, family, arrivals) if model is not None else {}
    extra = linter_settings(project, model, family) if model is not None else {}
    impure = side_effect(arrivals) if claims_purity(family) else None
    manifest = write_manifest(project, draft, model, family, kept, extra, pure=impure is None)
    tree.write(f"{draft.folder}/package.json", dump_json(manifest, indent, newline))
    builds = model is not None and does_build(model, kept)
    write_tsconfig(project, tree, draft.folder, model, draft.code_from, indent, builds=builds)
    copy_settings(project, tree, draft, kept, extra)
    write_papers(project, tree, draft, family, newline)
    advice: list[Advice] = []
    for module in draft.exports.values():
        path = join(draft.folder, module) or module
        tree.write(path, b"export {};" + newline)
        advice += add_entry_point(project, tree, draft.folder, path)
    made = Package(Manifest(f"{draft.folder}/package.json", JsonDocument.parse(dump_json(manifest))))
    advice += enrol(tree, project.workspace, made, model, family)
    return (*advice, *_remarks(project, draft, model, family, kept, impure, builds=builds))


def untested(project: Project, tree: Overlay, draft: Draft) -> str | None:
    """Why tests that move to the package `draft` are not run there; None where they are, or where none move."""
    arrivals = Arrivals(project, draft.places)
    text = JsonDocument.parse(tree.read(f"{draft.folder}/package.json")).get("scripts", "test")
    if not arrivals.tests:
        return None
    if not isinstance(text, str):
        return f"tests move along, and {draft.name} has no script that runs them"
    runner = runner_of(text)
    others = sorted(arrivals.runners - {runner})
    return f"tests that move along are for {others[0]}, and {draft.name} runs `{text}`" if others and runner else None


def _check_name(project: Project, draft: Draft) -> None:
    namesake = project.workspace.by_name(draft.name)
    if namesake is not None:
        raise RefusedError(f"there is a package {draft.name} already, in {namesake.folder}", hint="choose another name")
    users = [package for package in project.workspace.packages if draft.name in package.manifest.ranges]
    if users:
        raise RefusedError(f"{users[0].folder} depends on an npm package {draft.name}", hint="choose another name")


def _remarks(
    project: Project,
    draft: Draft,
    model: Package | None,
    family: Sequence[Package],
    kept: Mapping[str, Script],
    impure: tuple[str, int] | None,
    *,
    builds: bool,
) -> Iterator[Advice]:
    """Where the package is not what its siblings are, and why."""
    if impure is not None:
        path, line = impure
        text = f'{draft.name} does not say `"sideEffects": false`, as its siblings do: this runs when it is imported'
        yield Advice(text, path, line)
    modules = Arrivals(project, draft.places).modules
    if model is not None and builds and _is_for_node(project, model, kept) and not _has_endings(project, modules):
        text = f"{draft.name} is built to modules that name each other without endings: not for Node alone"
        yield Advice(text, model.manifest.path)
    if model is not None and not builds and offers_build(model):
        text = f"{draft.name} is imported as source: the build of {model.folder} names what only that package has"
        yield Advice(text, model.manifest.path)


def _is_for_node(project: Project, model: Package, kept: Mapping[str, Script]) -> bool:
    """Whether what the model's build makes of its ES modules, file by file, can be run by Node alone."""
    build = kept["build"].text if "build" in kept else ""
    own = [path for path in project.sources if lies_in(path, f"{model.folder}/src")]
    return model.manifest.value.get("type") == "module" and "tsc" in words_of(build) and _has_endings(project, own)


def _has_endings(project: Project, modules: Iterable[str]) -> bool:
    """Whether modules name their neighbours with the endings that these have once compiled."""
    references = [one for path in modules for one in project.module(path).references if not one.type_only]
    named = [one.specifier for one in references if one.specifier.startswith(".")]
    return bool(named) and all(name.endswith((".js", ".mjs", ".cjs", ".json")) for name in named)
