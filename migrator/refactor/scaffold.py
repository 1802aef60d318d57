"""A new package that looks like its siblings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from migrator.errors import RefusedError
from migrator.refactor.connection import Advice
from migrator.refactor.dependencies import is_test
from migrator.refactor.enrolment import enrol
from migrator.refactor.entry_point import add_entry_point, in_the_form_of
from migrator.refactor.membership import admit
from migrator.refactor.package_config import TSCONFIG, copy_tsconfig, write_tsconfig
from migrator.refactor.ranges import rebased, workspace_range
from migrator.refactor.settings import SETTINGS, copyable, packages_named
from migrator.refactor.sibling import scripts, sibling, siblings
from migrator.syntax import JsonDocument, dump_json
from migrator.text import line_ending
from migrator.tree import Overlay, join
from migrator.workspace import Manifest, Package, Project, matching_paths

# Not `sideEffects`: whether moved code has some is not for its siblings to say. Not `publishConfig`: see `private`.
_COPIED = ("private", "type", "license", "files", "engines")
_INDENT = re.compile(rb"^([ \t]+)\S", re.MULTILINE)
_USUAL = re.compile(r"(build|dev|clean|lint|format|type-?check|check-types|types|tsc|check|test)(:[\w-]+)?")
_CALL = re.compile(r"\b(?:npm|pnpm|yarn|bun)(?: run)? ([\w:-]+)|\brun-[sp] ([\w:-]+)")
_RUNNER = re.compile(r"vitest( run| --run)?|bun test|jest")
_COMMANDS = {"tsc": "typescript", "biome": "@biomejs/biome"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A package to be made: its folder and name, the package it is modelled on, the modules its entry points lead to.

    `code_from` is the folder or module that will come here, if there is one: it goes on being checked as it was.
    """

    folder: str
    name: str
    model: Package | None = None
    exports: Mapping[str, str] = field(default_factory=dict)
    code_from: str | None = None


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
    namesake = project.workspace.by_name(draft.name)
    if namesake is not None:
        raise RefusedError(f"there is a package {draft.name} already, in {namesake.folder}", hint="choose another name")
    users = [package for package in project.workspace.packages if draft.name in package.manifest.ranges]
    if users:
        raise RefusedError(f"{users[0].folder} depends on an npm package {draft.name}", hint="choose another name")
    model = draft.model or sibling(project, draft.folder)
    sample = project.tree.read(model.manifest.path if model else "package.json")
    indented = _INDENT.search(sample)
    indent = indented.group(1).decode() if indented else "  "
    newline = line_ending(sample)
    admit(project, tree, draft.folder)
    manifest = _manifest(project, draft, model)
    tree.write(f"{draft.folder}/package.json", dump_json(manifest, indent, newline))
    builds = model is not None and _builds(model, manifest.get("scripts", {}))
    write_tsconfig(project, tree, draft.folder, model, draft.code_from, indent, builds=builds)
    if model is not None:
        _copy_settings(project, tree, draft, model, manifest.get("scripts", {}))
    for module in draft.exports.values():
        path = join(draft.folder, module) or module
        tree.write(path, b"export {};" + newline)
        add_entry_point(project, tree, draft.folder, path)
    made = Package(Manifest(f"{draft.folder}/package.json", JsonDocument.parse(dump_json(manifest))))
    return enrol(tree, project.workspace, made, model, siblings(project, draft.folder))


def _copy_settings(project: Project, tree: Overlay, draft: Draft, model: Package, kept: Mapping[str, str]) -> None:
    """The files that the kept scripts need: the settings of the tools they run, and the tsconfigs that either names."""
    tsconfigs = {name for text in kept.values() for name in _words(text) if TSCONFIG.fullmatch(name)}
    for path in {path for text in kept.values() for path in _settings(project, model, text)}:
        content = project.tree.read(path)
        tsconfigs |= {found.group() for found in TSCONFIG.finditer(content.decode("utf-8", "replace"))}
        tree.write(draft.folder + path.removeprefix(model.folder), content)
    for name in sorted(tsconfigs - {"tsconfig.json"}):
        copy_tsconfig(project, tree, draft.folder, model, name)


def _manifest(project: Project, draft: Draft, model: Package | None) -> dict[str, Any]:
    """The fields in the order in which the model has them."""
    like = model.manifest.value if model else {"version": "", "private": True, "type": "module"}
    family = siblings(project, draft.folder)
    # An app's code is nobody's to publish, whatever its new siblings are.
    private = draft.code_from is not None or all(one.manifest.value.get("private") is True for one in family)
    kept = _scripts(project, draft, model) if model else {}
    builds = model is not None and _builds(model, kept)
    manifest: dict[str, Any] = {"name": draft.name}
    for name, value in like.items():
        if name == "version":
            manifest["version"] = _version(project, draft)
            if private:
                manifest["private"] = True
        elif name in _COPIED and (name != "files" or builds):
            manifest.setdefault(name, value)
        elif name in ("main", "module", "types") and isinstance(value, str):
            manifest[name] = in_the_form_of(value if builds else None, "src/index.ts")
        elif name == "exports":
            manifest["exports"] = {}
        elif name == "scripts":
            manifest["scripts"] = kept
    _add_tests(project, draft, manifest)
    if private:
        manifest.setdefault("private", True)
    manifest.setdefault("exports", {})
    if draft.code_from is not None and _ignores_exports(project, draft.code_from):
        # TypeScript's documentation of `typesVersions`: subpaths for those who resolve without `exports`. The mapping
        # holds for `main` as well, so it needs the path as it is, too.
        manifest.setdefault("main", "./src/index.ts")
        manifest["typesVersions"] = {"*": {"*": ["./src/*", "./src/*/index.ts", "./*"]}}
    tools = _tools(project, draft, model, manifest.get("scripts", {}))
    if tools:
        manifest["devDependencies"] = tools
    return {name: value for name, value in manifest.items() if value != {} or name == "exports"}


def _builds(model: Package, kept: Mapping[str, str]) -> bool:
    """Whether a package like `model` is imported as what a build makes of it; `kept` are its scripts."""
    entries = [model.manifest.value[name] for name in ("main", "module", "exports") if name in model.manifest.value]
    # Entry points in a build are of no use without what builds them.
    return bool(entries) and "src/" not in str(entries) and ("build" not in scripts(model) or "build" in kept)


def _add_tests(project: Project, draft: Draft, manifest: dict[str, Any]) -> None:
    """Where tests come along, a script that runs them: the app's own, if it needs no settings of the app's."""
    tests = [
        path for path in project.sources if draft.code_from and path.startswith(draft.code_from + "/") and is_test(path)
    ]
    app = project.workspace.owner(tests[0]) if tests else None
    text = scripts(app).get("test", "") if app is not None else ""
    if app is None or "test" in manifest.get("scripts", {}) or not _RUNNER.fullmatch(text):
        return
    if not list(_settings(project, app, text)):
        manifest["scripts"] = {**manifest.get("scripts", {}), "test": text}


def _ignores_exports(project: Project, folder: str) -> bool:
    """Whether the app's TypeScript resolves modules as before there were `exports`."""
    config = project.resolver.config(f"{folder}/index.ts")
    resolution = str(config.compiler_options.get("moduleResolution", "")).lower() if config is not None else ""
    return resolution in ("node", "node10", "classic")


def _version(project: Project, draft: Draft) -> str:
    versions = Counter(package.manifest.version for package in siblings(project, draft.folder))
    (version, _), *others = versions.most_common() or [(None, 0)]
    return version if version is not None and not others else "0.0.0"


def _scripts(project: Project, draft: Draft, model: Package) -> dict[str, str]:
    """The model's scripts that at least half of the siblings have, and that can work in the new package."""
    family = siblings(project, draft.folder)
    common = Counter(name for package in family for name in scripts(package))
    kept = {
        name: text
        for name, text in scripts(model).items()
        if 2 * common[name] >= len(family) and _USUAL.fullmatch(name) and not _needs_own_files(project, model, text)
    }
    while missing := {name for name, text in kept.items() if _calls(text) & (scripts(model).keys() - kept.keys())}:
        kept = {name: text for name, text in kept.items() if name not in missing}
    return kept


def _calls(text: str) -> set[str]:
    """The scripts that a script may run: what follows the name of a package manager, with or without `run`."""
    return {name for pair in _CALL.findall(text) for name in pair if name}


def _needs_own_files(project: Project, model: Package, text: str) -> bool:
    """Whether a script needs what only the model has: any file but its index, its tsconfigs, its tool's settings."""
    if model.folder in text or (model.name and model.name in text):
        return True
    own = [word for word in _words(text) if project.tree.entry(f"{model.folder}/{word}") is not None]
    if any(not (word.startswith("src/index.") or TSCONFIG.fullmatch(word)) for word in own):
        return True
    return any(settings and not copyable(project, settings) for settings in _settings(project, model, text))


def _settings(project: Project, model: Package, text: str) -> Iterator[str]:
    """The files in which the model keeps the settings of the tools that a script runs."""
    words = set(_words(text))
    for tool, pattern in SETTINGS.items():
        if tool in words:
            yield from matching_paths(project.tree, f"{model.folder}/{pattern}")


def _words(text: str) -> list[str]:
    return [word.strip("'\"").removeprefix("./") for word in text.split()]


def _tools(project: Project, draft: Draft, model: Package | None, kept: Mapping[str, str]) -> dict[str, str]:
    """The model's development dependencies that its tsconfig extends or its scripts run."""
    if model is None:
        return {}
    words = {_COMMANDS.get(word, word) for text in kept.values() for word in re.split(r"[\s;&|]+", text)}
    config = project.workspace.files.document(f"{model.folder}/tsconfig.json")
    extends = config.get("extends") if config else None
    bases = {extends} if isinstance(extends, str) else set(extends or ())
    effective = project.resolver.config(f"{model.folder}/src/index.ts")
    listed = effective.compiler_options.get("types") if effective else None
    settings = [path for text in kept.values() for path in _settings(project, model, text)]
    words |= {name for path in settings for name in packages_named(project, path)}
    types = {name for one in listed or () for name in (one, f"@types/{one}")}
    tools: dict[str, str] = {}
    for name, range_ in model.manifest.dependencies("devDependencies").items():
        if name in words | types | {"typescript"} or any(base == name or base.startswith(name + "/") for base in bases):
            member = project.workspace.by_name(name)
            known = workspace_range(project.workspace, draft.folder, member) if member else range_
            tools[name] = rebased(range_, model.folder, draft.folder) if range_ != known else known
    return tools
