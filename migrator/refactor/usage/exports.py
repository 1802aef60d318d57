"""Every place in the workspace that uses one export, whatever it is called there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.refactor.renaming.names import unreadable
from migrator.refactor.renaming.passing_on import Exported
from migrator.refactor.usage.exposed import exposed, exposed_whole
from migrator.refactor.usage.member import Member, Usage
from migrator.refactor.usage.references import usage_of
from migrator.refactor.usage.value import usage_of_value
from migrator.syntax import Binding, Form, Module, Node, is_host
from migrator.text import Span
from migrator.workspace import Edge, Project

_LISTS = ("export_specifier", "import_specifier", "namespace_export")


@dataclass(frozen=True, slots=True)
class Use:
    """A place that uses an export, or may do so.

    module  the module that it is in
    span    the bytes there
    node    the expression, type or tag that stands for the export: `f`, `ns.f`; None where nobody can tell more than
            that the module has it at `span`: it takes the other module as a whole, is a mock, or can't be read
    """

    module: Module
    span: Span
    node: Node | None = None


def uses_of_export(project: Project, module: str, name: str) -> Iterator[Use]:
    """Where what `module` exports as `name` is used, in sources and hosts; also in the module itself.

    `module` is a repository path, or a specifier such as `lodash` or `@acme/http`; `name` may go on with members, as
    `client.send` or `default.get`. Followed: re-exports of every form, other local names, namespaces, dynamic imports,
    `require`, destructuring. Imports and re-exports themselves are no uses.
    """
    seen: set[tuple[str, Span]] = set()
    for use in _all_uses(project, module, name.split("."), []):
        if (use.module.path, use.span) not in seen:
            seen.add((use.module.path, use.span))
            yield use


def _all_uses(project: Project, module: str, names: Sequence[str], within: Sequence[Exported]) -> Iterator[Use]:
    """The uses of an export's member, also by the modules `within` which it is had as a whole."""
    for use in _uses(project, module, names[0]):
        yield from _members(use, names[1:])
    for path, whole, inner in exposed_whole(project, module, names[0]):
        if (path, whole) not in within:  # A module may be its own namespace.
            yield from _all_uses(project, path, (whole, inner, *names[1:]), [*within, (path, whole)])


def _uses(project: Project, module: str, name: str) -> Iterator[Use]:
    by_path: dict[str, set[str]] = {}
    for path, exported in exposed(project, module, name):
        by_path.setdefault(path, set()).add(exported)
        yield from _own(project, path, exported)
    for edge in project.graph.edges:
        names = by_path.get(edge.target or "", set()) | ({name} if edge.reference.specifier == module else set())
        if names:
            yield from _through(project, edge, names)


def _members(use: Use, members: Sequence[str]) -> Iterator[Use]:
    """The uses of a member of what is used, of its member, and so on."""
    if not members or use.node is None:
        yield use
        return
    usage = usage_of_value(use.node)
    yield from (Use(use.module, span) for span in usage.rest)
    for member in usage.members:
        if member.name == members[0]:
            for inner in _of_member(use.module, member, Form.IMPORT):
                yield from _members(inner, members[1:])


def _own(project: Project, path: str, name: str) -> Iterator[Use]:
    """Uses of an export in the module that has it: by its local name."""
    module = project.module(path)
    for local in {one.local for one in module.exports if one.name == name and one.local and one.reference is None}:
        if local not in module.bindings.imports:
            for binding in module.bindings.named(local):
                yield from _of_binding(module, binding)


def _through(project: Project, edge: Edge, names: set[str]) -> Iterator[Use]:
    """What the importer does with those of `names` that it takes by one edge."""
    module, reference = project.module(edge.importer), edge.reference
    taken = [one for one in reference.names if one.imported in names]
    if reference.form is Form.IMPORT:
        for one in taken:
            if is_host(module.path) or unreadable(module, one.local) is not None:
                yield Use(module, one.span)
            for binding in module.bindings.named(one.local):
                yield from _of_binding(module, binding)
    usage = usage_of(module, reference)
    for member in usage.members:
        if member.name in names:
            yield from _of_member(module, member, reference.form)
    yield from (Use(module, span) for span in _unknown(module, usage))


def _of_binding(module: Module, binding: Binding) -> Iterator[Use]:
    for node in module.bindings.uses(binding):
        if node.parent is None or node.parent.kind not in (*_LISTS, "export_statement"):
            yield Use(module, node.span, node)


def _of_member(module: Module, member: Member, form: Form) -> Iterator[Use]:
    node = module.node_at(member.span)
    if form is Form.MOCK or node is None or node.parent is None:
        yield Use(module, member.span)
    elif member.local is not None:
        named = node.field("value") or node
        binding = module.bindings.resolve(named)
        yield from _of_binding(module, binding) if binding is not None else (Use(module, member.span),)
    else:
        # `name` of `ns.name`, or the string of `ns["name"]`, whose quotes are not in the span.
        around = node.parent if node.kind != "string_fragment" else node.parent.parent
        is_whole = around is not None and ("member" in around.kind or "subscript" in around.kind)
        yield Use(module, around.span, around) if is_whole and around is not None else Use(module, member.span)


def _unknown(module: Module, usage: Usage) -> Iterator[Span]:
    """Where a module goes on whole; not where it is only exported again, which is followed."""
    for span in usage.rest:
        node = module.node_at(span)
        if node is None or node.parent is None or node.parent.kind not in _LISTS:
            yield span
