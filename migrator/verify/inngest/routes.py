"""Where a repository serves functions to Inngest: the modules that call the SDK's `serve`."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.refactor.dependencies.needed import is_test
from migrator.syntax import Form, Module, ModuleReference, Node
from migrator.workspace import Project, Resolved

_SDK = "inngest"
_LOADED = (Form.REQUIRE, Form.DYNAMIC_IMPORT, Form.IMPORT_EQUALS)


def serving(project: Project, name: str = "serve") -> tuple[str, ...]:
    """The modules outside tests that call `serve` of `inngest/<framework>`, however they have it, by path."""
    return tuple(path for path in project.sources if not is_test(path) and _calls(project, project.module(path), name))


def sdk_folders(project: Project) -> tuple[str, ...]:
    """The folders of the modules that import the SDK: each may see a copy of it that is its own."""
    found = {
        edge.importer.rpartition("/")[0]
        for edge in project.graph.edges
        if edge.reference.package == _SDK and not is_test(edge.importer)
    }
    return tuple(sorted(found))


def loaders(project: Project, path: str, limit: int = 8) -> Iterator[str]:
    """The module itself, then those that import it, nearest first: one of them calls what it makes."""
    waiting, seen = [path], {path}
    while waiting and limit:
        at, limit = waiting.pop(0), limit - 1
        yield at
        above = [one for one in project.graph.importers(at) if one not in seen and not is_test(one)]
        waiting += above
        seen.update(above)


def _calls(project: Project, module: Module, name: str) -> bool:
    if name.encode() not in module.source:
        return False
    if any(one.form in _LOADED and _is_of_framework(one) for one in module.references):
        return any(_callee(node, name) for node in module.root.descendants("call_expression"))
    taken = {
        local
        for local, (reference, imported) in module.bindings.imports.items()
        if not reference.type_only and _is_sdk(project, module.path, reference, imported.imported, name)
    }
    return bool(taken) and any(_of(node, taken, name) for node in module.root.descendants("call_expression"))


def _is_of_framework(reference: ModuleReference) -> bool:
    return reference.package == _SDK and bool(reference.subpath)


def _is_sdk(project: Project, path: str, reference: ModuleReference, imported: str, name: str) -> bool:
    """Whether what `path` takes is the SDK's `name` or a namespace with it, be it through modules that pass it on."""
    if reference.package == _SDK:
        return bool(reference.subpath) and imported in (name, "*")
    there = project.resolver.resolve(reference.specifier, path)
    if not isinstance(there, Resolved) or there.path not in project.importers or imported in ("*", "default"):
        return False
    declared = project.symbols.declaration(there.path, imported)
    return (
        declared is not None
        and declared.external is not None
        and declared.external.startswith(f"{_SDK}/")
        and declared.name == name
    )


def _callee(call: Node, name: str) -> Node | None:
    """What is called, where it ends in `name`."""
    callee = call.field("function")
    last = callee.field("property") if callee is not None and callee.kind == "member_expression" else callee
    return callee if last is not None and last.text == name else None


def _of(call: Node, taken: set[str], name: str) -> bool:
    callee = call.field("function")
    if callee is not None and callee.kind == "member_expression":
        last, callee = callee.field("property"), callee.field("object")
        if last is None or last.text != name:
            return False
    if callee is None or callee.kind != "identifier" or callee.text not in taken:
        return False
    binding = callee.module.bindings.resolve(callee)
    return binding is not None and binding.kind == "import"
