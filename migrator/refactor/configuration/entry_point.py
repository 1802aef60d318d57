"""Entry points of a package: what its `exports` let others import."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from migrator.refactor.configuration.build_entries import forget_in_build, name_for_build
from migrator.refactor.configuration.connection import Advice
from migrator.refactor.scaffolding.sibling import scripts, sibling
from migrator.syntax import JsonDocument
from migrator.tree import Overlay, relative
from migrator.workspace import Package, Project, Resolved

_SOURCE_ENDING = re.compile(r"(\.d)?\.[cm]?[jt]sx?$")
_BUILD_ENDING = re.compile(r"^(?P<stem>.*?)(?P<ending>(\.d)?\.[cm]?[jt]sx?)$")


def subpath_of(package: str, module: str) -> str:
    """The subpath under which a package shows a module of its own: `./functions` for `src/functions/index.ts`."""
    stem = _SOURCE_ENDING.sub("", relative(module, package)).removeprefix("src/")
    stem = stem.removesuffix("/index") if stem.endswith("/index") else "" if stem == "index" else stem
    return f"./{stem}" if stem else "."


def add_entry_point(project: Project, tree: Overlay, package: str, module: str) -> tuple[Advice, ...]:
    """Give `module` an entry point in the `exports` of the package folder `package`, in the form of the others.

    Where the entry for `.` (or the first other one) leads into a build, so does the new one, under the same
    conditions; a package that has none yet follows its siblings. What the package is built with is told to make the
    module, too; answers where that is left for a person to write.
    A package without `exports` is open to every path already and stays as it is.
    """
    path = f"{package}/package.json"
    document = JsonDocument.parse(tree.read(path), path)
    exports = document.get("exports")
    if exports is None:
        return ()
    if exports != _entries(exports):
        document = document.with_value(("exports",), _entries(exports))
        exports = _entries(exports)
    subpath = subpath_of(package, module)
    if subpath in exports:
        return ()
    model = sibling(project, package) if "." not in exports else None
    if model is not None and scripts(model).get("build") and not document.get("scripts", "build"):
        model = None  # What builds the model's entry points did not come along.
    pattern = exports.get(".") or (_offered(model) if model is not None else _pattern(exports))
    inner = relative(module, package)
    _write_entry(tree, document, subpath, in_the_form_of(pattern, inner))
    name = document.get("name")
    like = f"{package}/src/index.ts"
    if name and project.over(tree).resolver.resolve(name + subpath.removeprefix("."), like) != Resolved(module):
        # What the others name is no build of their sources, but generated, say.
        _write_entry(tree, document, subpath, f"./{inner}")
        return ()
    return name_for_build(tree, package, module)


def is_offered(project: Project, package: Package, module: str) -> bool:
    """Whether an entry point of the package leads to its module: one that everybody finds, not by a tsconfig's `paths`.

    A package without `exports` is open to every path.
    """
    exports = package.manifest.exports
    if exports is None:
        return True
    subpaths = [*(key for key in _entries(exports) if "*" not in key), subpath_of(package.folder, module)]
    entry_points = project.resolver.entry_points
    return any(entry_points.package(package.manifest, subpath) == module for subpath in subpaths)


def _write_entry(tree: Overlay, document: JsonDocument, subpath: str, entry: Any) -> None:
    exports = document.get("exports")
    if subpath == "." or len(exports) == 1:
        # `.` comes first, and of two the order is not known yet: sorted, as most packages have them.
        ordered = dict(sorted({**exports, subpath: entry}.items())) if len(exports) == 1 else {".": entry, **exports}
        document = document.with_value(("exports",), ordered)
    tree.write(document.path, document.with_value(("exports", subpath), entry).source)


def _offered(package: Package) -> Any:
    """The form in which a package offers itself: its entry for `.`, or what it has from before there were `exports`."""
    exports = package.manifest.exports
    if exports is not None:
        return _pattern(_entries(exports))
    types, main = package.manifest.text("types"), package.manifest.text("main")
    return {"types": types, "default": main} if types and main and types != main else main


def remove_entry_point(tree: Overlay, package: str, subpath: str) -> None:
    """Take one subpath out of the `exports` of the package folder `package`; nothing happens where it isn't there.

    Its module is built no longer for its own sake.
    """
    path = f"{package}/package.json"
    tree.write(path, JsonDocument.parse(tree.read(path), path).without(("exports", subpath)).source)
    inner = subpath.removeprefix("./")
    for module in (f"{inner}{end}" for end in (".ts", ".tsx", "/index.ts", "/index.tsx", ".js", ".jsx")):
        if tree.entry(f"{package}/src/{module}") is not None:
            forget_in_build(tree, package, f"{package}/src/{module}")


def _entries(exports: Any) -> dict[str, Any]:
    """An `exports` field by subpath, whichever of its forms it has."""
    if isinstance(exports, dict) and all(key.startswith(".") for key in exports):
        return exports
    return {} if exports is None else {".": exports}


def _pattern(exports: dict[str, Any]) -> Any:
    """The entry to follow: that for `.`, else the first that names one module."""
    return exports.get(".", next((value for key, value in exports.items() if "*" not in key), None))


def in_the_form_of(pattern: Any, module: str) -> Any:
    """`pattern`, an entry's targets, with each target replaced by the one for `module` (relative to the package)."""
    if isinstance(pattern, dict):
        return {condition: in_the_form_of(target, module) for condition, target in pattern.items()}
    if not isinstance(pattern, str) or pattern.startswith("./src/") or not module.startswith("src/"):
        return f"./{module}"
    matched = _BUILD_ENDING.match(pattern)
    if matched is None or matched["ending"] in (".ts", ".tsx", ".mts", ".cts"):
        return f"./{module}"
    folder = posixpath.dirname(matched["stem"])
    stem = _SOURCE_ENDING.sub("", module.removeprefix("src/"))
    return f"{folder}/{stem}{matched['ending']}"
