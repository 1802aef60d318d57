"""A new package that looks like its siblings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from migrator.errors import RefusedError
from migrator.refactor.compiler_options import options_to_keep
from migrator.refactor.dependencies import rebased, workspace_range
from migrator.refactor.entry_point import add_entry_point, in_the_form_of
from migrator.refactor.membership import admit
from migrator.refactor.sibling import scripts, sibling, siblings
from migrator.syntax import JsonDocument, dump_json
from migrator.text import line_ending
from migrator.tree import Overlay, join, relative
from migrator.workspace import Package, Project

_COPIED = ("private", "type", "license", "sideEffects", "files", "publishConfig", "engines")
_INDENT = re.compile(rb"^([ \t]+)\S", re.MULTILINE)
_TSCONFIG = re.compile(r"tsconfig(\.[\w-]+)?\.json")
_COMMANDS = {"tsc": "typescript", "biome": "@biomejs/biome"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A package to be made: its folder and name, the package it is modelled on, the modules its entry points lead to.

    `code_from` is the folder whose code will come here, if there is one: that code goes on being checked as it was.
    """

    folder: str
    name: str
    model: Package | None = None
    exports: Mapping[str, str] = field(default_factory=dict)
    code_from: str | None = None


def scaffold(project: Project, tree: Overlay, draft: Draft) -> None:
    """Write manifest, tsconfig and entry modules of `draft`, and make it a member of the workspace.

    A package that is there already is left as it is.

    Raises RefusedError where something else is in the way, or where another package has the name.
    """
    present = project.workspace.manifest(draft.folder)
    if present is not None:
        if present.name != draft.name:
            raise RefusedError(
                f"{draft.folder} is a package already, called {present.name}", hint="choose another folder"
            )
        return
    namesake = project.workspace.by_name(draft.name)
    if namesake is not None:
        raise RefusedError(f"there is a package {draft.name} already, in {namesake.folder}", hint="choose another name")
    model = draft.model or sibling(project, draft.folder)
    sample = project.tree.read(model.manifest.path if model else "package.json")
    indented = _INDENT.search(sample)
    indent = indented.group(1).decode() if indented else "  "
    newline = line_ending(sample)
    admit(project, tree, draft.folder)
    manifest = _manifest(project, draft, model)
    tree.write(f"{draft.folder}/package.json", dump_json(manifest, indent, newline))
    tree.write(f"{draft.folder}/tsconfig.json", _tsconfig(project, draft, model, indent, newline))
    for name in _named_tsconfigs(manifest.get("scripts", {})):
        copied = project.workspace.files.document(f"{model.folder}/{name}") if model else None
        if model is not None and copied is not None:
            tree.write(f"{draft.folder}/{name}", _rebased_config(copied, model.folder, draft.folder).source)
    for module in draft.exports.values():
        path = join(draft.folder, module) or module
        tree.write(path, b"export {};" + newline)
        add_entry_point(project, tree, draft.folder, path)


def _manifest(project: Project, draft: Draft, model: Package | None) -> dict[str, Any]:
    """The fields in the order in which the model has them."""
    like = model.manifest.value if model else {"version": "", "private": True, "type": "module"}
    manifest: dict[str, Any] = {"name": draft.name}
    for name, value in like.items():
        if name == "version":
            manifest["version"] = _version(project, draft)
        elif name in _COPIED:
            manifest[name] = value
        elif name in ("main", "module", "types") and isinstance(value, str):
            manifest[name] = in_the_form_of(value, "src/index.ts")
        elif name == "exports":
            manifest["exports"] = {}
        elif name == "scripts":
            manifest["scripts"] = _scripts(project, draft, model) if model else {}
    manifest.setdefault("exports", {})
    tools = _tools(project, draft, model, manifest.get("scripts", {}))
    if tools:
        manifest["devDependencies"] = tools
    return {name: value for name, value in manifest.items() if value != {} or name == "exports"}


def _version(project: Project, draft: Draft) -> str:
    versions = Counter(package.manifest.version for package in siblings(project, draft.folder))
    (version, _), *others = versions.most_common() or [(None, 0)]
    return version if version is not None and not others else "0.0.0"


def _scripts(project: Project, draft: Draft, model: Package) -> dict[str, str]:
    """The model's scripts that at least half of the siblings have, but for those that name files only it has."""
    family = siblings(project, draft.folder)
    common = Counter(name for package in family for name in scripts(package))
    return {
        name: text
        for name, text in scripts(model).items()
        if 2 * common[name] >= len(family) and not _names_own_files(project, model, text)
    }


def _names_own_files(project: Project, model: Package, text: str) -> bool:
    """Whether a script is about files that only the model has: any but its index and its tsconfigs."""
    return any(
        not (word.startswith("src/index.") or _TSCONFIG.fullmatch(word))
        for word in _words(text)
        if project.tree.entry(f"{model.folder}/{word}") is not None
    )


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
    types = {name for one in listed or () for name in (one, f"@types/{one}")}
    tools: dict[str, str] = {}
    for name, range_ in model.manifest.dependencies("devDependencies").items():
        if name in words | types | {"typescript"} or any(base == name or base.startswith(name + "/") for base in bases):
            member = project.workspace.by_name(name)
            known = workspace_range(project.workspace, draft.folder, member) if member else range_
            tools[name] = rebased(range_, model.folder, draft.folder) if range_ != known else known
    return tools


def _tsconfig(project: Project, draft: Draft, model: Package | None, indent: str, newline: bytes) -> bytes:
    """The model's tsconfig, comments and all, with the options that the code which comes here needs."""
    path = f"{model.folder}/tsconfig.json" if model else ""
    document = project.workspace.files.document(path) if model else None
    if model is None or document is None or not isinstance(document.value, dict):
        plain = {"compilerOptions": {"noEmit": True, **_options(project, draft, "")}, "include": ["src"]}
        return dump_json(plain, indent, newline)
    document = _rebased_config(document, model.folder, draft.folder)
    if not document.get("include"):
        document = document.with_value(("include",), ["src"])
    for name, value in _options(project, draft, path).items():
        document = document.with_value(("compilerOptions", name), value)
    return document.source


def _named_tsconfigs(kept: Mapping[str, str]) -> list[str]:
    """The further tsconfigs that scripts name, as in `tsc -p tsconfig.build.json`."""
    words = {word for text in kept.values() for word in _words(text)}
    return sorted(word for word in words if _TSCONFIG.fullmatch(word) and word != "tsconfig.json")


def _rebased_config(document: JsonDocument, origin: str, folder: str) -> JsonDocument:
    """A tsconfig of `origin` for `folder`: what it extends stays the same, aliases and references stay behind."""
    extends = document.get("extends")
    if isinstance(extends, str):
        document = document.with_value(("extends",), _extended(extends, origin, folder))
    elif isinstance(extends, list):
        document = document.with_value(("extends",), [_extended(base, origin, folder) for base in extends])
    for keys in (("compilerOptions", "paths"), ("compilerOptions", "baseUrl"), ("references",)):
        document = document.without(keys)
    return document


def _extended(base: str, origin: str, folder: str) -> str:
    """What a tsconfig in `folder` must write to extend what one in `origin` extends as `base`."""
    target = join(origin, base) if base.startswith(".") else None
    if target is None or target.startswith(origin + "/"):
        return base
    path = relative(target, folder)
    return path if path.startswith(".") else f"./{path}"


def _options(project: Project, draft: Draft, model_config: str) -> dict[str, Any]:
    if draft.code_from is None:
        return {}
    modules = [path for path in project.sources if path.startswith(draft.code_from + "/")]
    governing = project.resolver.config(modules[0]) if modules else None
    if governing is None:
        return {}
    of_model = project.resolver.config(model_config.replace("tsconfig.json", "src/index.ts")) if model_config else None
    known = of_model.compiler_options if of_model else {}
    return options_to_keep(governing.compiler_options, known, [project.module(path) for path in modules])
