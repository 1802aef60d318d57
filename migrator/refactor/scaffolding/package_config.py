"""The tsconfigs of a new package: its model's, and what the code that comes to it depends on."""

from __future__ import annotations

import re
from typing import Any

from migrator.refactor.dependencies.needed import needs
from migrator.refactor.scaffolding.compiler_options import options_to_keep
from migrator.syntax import JsonDocument, dump_json, is_source
from migrator.tree import Overlay, join, lies_in, relative
from migrator.workspace import Package, Project

_USUAL_FOLDERS = ("", "src", "dist", "build", "lib", "node_modules", "test", "tests", "__tests__", "types")
_COVERS_SRC = re.compile(r"(\./)?(src\b|\*\*|\.?$)")


def write_tsconfig(
    project: Project,
    tree: Overlay,
    folder: str,
    model: Package | None,
    code_from: str | None,
    indent: str,
    *,
    builds: bool,
) -> None:
    """Write the tsconfig of the new package `folder`: its model's, comments and all, with `code_from`'s options.

    `builds` says whether the package is compiled to files that others import.
    """
    path = f"{model.folder}/tsconfig.json" if model else ""
    document = project.workspace.files.document(path) if model else None
    if model is None or document is None or not isinstance(document.value, dict):
        plain = {"compilerOptions": {"noEmit": True, **_options(project, code_from, "", builds)}, "include": ["src"]}
        tree.write(f"{folder}/tsconfig.json", dump_json(plain, indent, b"\n"))
        return
    document = _rebased(document, model.folder, folder)
    for name in ("include", "exclude", "files"):
        for index, entry in reversed(list(enumerate(_listed(document, name)))):
            if isinstance(entry, str) and _is_own(project, model, entry):
                document = document.without((name, index))
    if not any(_COVERS_SRC.match(entry) for entry in _listed(document, "include") if isinstance(entry, str)):
        document = document.with_value(("include",), ["src"])
    for name, value in _options(project, code_from, path, builds).items():
        document = document.with_value(("compilerOptions", name), value)
    tree.write(f"{folder}/tsconfig.json", document.source)


def _listed(document: JsonDocument, name: str) -> list[Any]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def copy_tsconfig(project: Project, tree: Overlay, folder: str, model: Package, name: str) -> None:
    """Copy a further tsconfig of the model, one that a script names; nothing happens where the model has none.

    Modules are resolved by it as by the `tsconfig.json` in `folder`, which is written.
    """
    document = project.workspace.files.document(f"{model.folder}/{name}")
    if document is None:
        return
    document = _rebased(document, model.folder, folder)
    written = JsonDocument.parse(tree.read(f"{folder}/tsconfig.json"))
    for option in ("module", "moduleResolution"):
        value = written.get("compilerOptions", option)
        if value is not None and document.get("compilerOptions", option) is not None:
            document = document.with_value(("compilerOptions", option), value)
    tree.write(f"{folder}/{name}", document.source)


def _is_own(project: Project, model: Package, entry: str) -> bool:
    """Whether a tsconfig names what only its package has: a file such as `drizzle.config.ts`, be it there or not."""
    path = join(model.folder, entry) or ""
    is_file = project.tree.entry(path) is not None or (is_source(path) and "*" not in path)
    return is_file or (entry.strip("./") not in _USUAL_FOLDERS and project.tree.is_folder(path) and "/" not in entry)


def _rebased(document: JsonDocument, origin: str, folder: str) -> JsonDocument:
    """A tsconfig of `origin` for `folder`: what it extends stays the same, aliases and references stay behind."""
    extends = document.get("extends")
    if isinstance(extends, str):
        document = document.with_value(("extends",), _extended(extends, origin, folder))
    elif isinstance(extends, list):
        # What is no text is nobody's path; it stays, for TypeScript to say so.
        bases = [_extended(one, origin, folder) if isinstance(one, str) else one for one in extends]
        document = document.with_value(("extends",), bases)
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


def _options(project: Project, code_from: str | None, model_config: str, builds: bool) -> dict[str, Any]:
    if code_from is None:
        return {}
    modules = _compiled_with(project, code_from)
    governing = project.resolver.config(modules[0]) if modules else None
    if governing is None:
        return {}
    of_model = project.resolver.config(model_config.replace("tsconfig.json", "src/index.ts")) if model_config else None
    known = of_model.compiler_options if of_model else {}
    code = [project.module(path) for path in modules]
    kept = options_to_keep(governing.compiler_options, known, code, builds=builds)
    listed = known.get("types")
    own = [path for path in modules if lies_in(path, code_from)]
    if (
        isinstance(listed, list)
        and not any(one in ("node", "bun") for one in listed)
        and "@types/node" in needs(project, own)
    ):
        kept["types"] = [*listed, "node"]
    return kept


def _compiled_with(project: Project, place: str) -> list[str]:
    """The modules at `place`, and the sources of other packages that are compiled with them, by the same options."""
    home = project.workspace.owner(f"{place}/x")
    reached = {path: None for path in project.sources if lies_in(path, place)}
    waiting = list(reached)
    while waiting:
        for path in project.graph.targets(waiting.pop()):
            if path not in reached and is_source(path) and project.workspace.owner(path) != home:
                reached[path] = None
                waiting.append(path)
    return list(reached)
