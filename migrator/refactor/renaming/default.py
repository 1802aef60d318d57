"""A default export: what it is called, and how it is written as a named one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from migrator.refactor.style import Style
from migrator.syntax import Export, Module
from migrator.text import Edit, Span, with_line_end
from migrator.workspace import Project

_DEFAULT = re.compile(rb"export\s+default\b\s*")
_KEYWORD = re.compile(rb"(?:async\s+)?(?:function\s*\*?|class)(?![\w$])")


def default_of(module: Module) -> Export | None:
    """The default export of `module`, `export { a as default }` included; None where it has none.

    Of overloads it is the first.
    """
    return next((one for one in module.exports if one.name == "default"), None)


def local_of(module: Module, default: Export) -> str | None:
    """The name under which the module declares its default export; None where it has none of its own."""
    return default.local if default.local and module.bindings.named(default.local) else None


def own_name(project: Project, module: Module, default: Export) -> str:
    """What the default export is called where it is declared; empty where it has no name."""
    declaration = project.symbols.declaration(module.path, "default")
    name = local_of(module, default) or (declaration.local if default.reference and declaration else default.imported)
    return name if name is not None and name != "default" else ""


def usual_name(project: Project, module: Module) -> str:
    """What most importers call the default export, the first by the alphabet where as many say so; empty for none."""
    edges = project.graph.edges_to(module.path)
    said = sorted(name.local for edge in edges for name in edge.reference.names if name.imported == "default")
    return next((name for name, _ in Counter(said).most_common() if name != "default"), "")


def named_default(module: Module, name: str) -> Iterator[Edit]:
    """Edits that make `export default` export its value as `name`; none for a default that is listed in braces.

    `name` is that of the declaration where it has one. Of a name that is exported already the statement goes.
    """
    for one in module.exports:
        if one.name == "default" and not one.listed:
            yield from _named(module, one, name)


def _named(module: Module, default: Export, name: str) -> Iterator[Edit]:
    start = _DEFAULT.match(module.source, default.span.start)
    if start is None:
        return
    value, local = module.source[start.end() : default.span.end], local_of(module, default)
    keyword = _KEYWORD.match(value)
    if local is None and keyword is None:
        yield Edit(Span(*start.span()), f"export const {name} = ".encode())
    elif local is None and keyword is not None:
        behind = value[keyword.end() :].lstrip()
        yield Edit(Span(*start.span()), b"export ")
        gap = Span(start.end() + keyword.end(), default.span.end - len(behind))
        yield Edit(gap, f" {name}{'' if behind[:1] in b'(<' else ' '}".encode())
    elif keyword is not None or value.partition(b";")[0].strip() != (local or "").encode():
        yield Edit(Span(*start.span()), b"export ")
    elif any(one.name == name for one in module.exports):
        yield Edit.delete(with_line_end(module.source, default.span))
    else:
        imported = module.bindings.imports.get(name)
        typed = "type " if imported is not None and imported[1].type_only else ""
        listed = f"export {typed}{Style.of(module).braced([name])}"
        yield Edit(Span(start.start(), start.end() + len(name.encode())), listed.encode())
