"""References to a moved module's old path, pointed through its shim at the package."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import (
    Context,
    Diagnostic,
    Edge,
    Edit,
    Form,
    Package,
    Project,
    Span,
    Target,
    apply_edits,
    connect,
    names_taken,
    reexports,
    repoint,
    through,
)


def shims(project: Project, source: str, package: str) -> tuple[str, ...]:
    """What the plan's moves left at old paths: modules that do nothing but re-export modules of the package.

    Below `source` every such module is one. Elsewhere in the app only where a module came along from that very place:
    an app may have re-exports of its own.
    """
    app = project.workspace.owner(f"{source}/x")
    folder = f"{app.folder}/" if app is not None and app.folder else ""
    found = []
    for path in project.sources:
        image = f"{package}/src/{path.removeprefix(folder).removeprefix('src/')}"
        inside = path.startswith(f"{source}/")
        if not inside and (not path.startswith(folder) or project.tree.entry(image) is None):
            continue
        targets = {edge.target or "" for edge in reexports(project, path)}
        of_package = bool(targets) and all(target.startswith(f"{package}/") for target in targets)
        if of_package and (inside or targets == {image}):
            found.append(path)
    return tuple(found)


def repoint_edges(context: Context, edges: Iterable[Edge], package: str) -> int:
    """Point each of `edges`, which lead to shims, at what the shims re-export. Answers how many could not be.

    A reference that takes a module as a whole whose names have parted can't be pointed at one module; it stays,
    and so does the shim.
    """
    owner = context.project.workspace.owner(package + "/package.json")
    like = owner.name if owner is not None and owner.name else package
    left = 0
    consumers: dict[str, Package | None] = {}
    for edge in edges:
        targets: dict[str, Target] = {}
        for wanted in [name.imported for name in edge.reference.names] or ["*"]:
            destination = _behind(context, edge, wanted)
            specifier = destination and context.project.resolver.specifier_for(destination[0], edge.importer, like)
            if destination is None or specifier is None:
                if _repeat(context, edge, like):
                    break
                left += 1
                _report(context, edge)
                break
            targets[wanted] = Target(specifier, destination[1])
        else:
            context.edit(edge.importer, repoint(context.module(edge.importer), edge.reference, targets.__getitem__))
            consumer = context.project.workspace.owner(edge.importer)
            consumers[consumer.folder if consumer is not None else ""] = consumer
    for consumer in consumers.values():
        # A package that took this from the app, as one of its own entry points, may not know the new package yet.
        if consumer is not None and owner is not None and consumer != owner:
            connect(context.tree, context.project.workspace, consumer, owner)
    return left


def _behind(context: Context, edge: Edge, wanted: str) -> tuple[str, str] | None:
    """Where the shim that `edge` leads to has `wanted` from."""
    shim = edge.target or ""
    behind = through(context.project, shim, wanted)
    if behind is not None or wanted != "*":
        return behind
    # The module's names have parted; what this reference takes of it may still be in one place.
    taken = names_taken(context.module(edge.importer), edge.reference)
    places = {through(context.project, shim, name) for name in taken or ()}
    modules = {place[0] for place in places if place is not None}
    return (modules.pop(), "*") if len(modules) == 1 and None not in places else None


def _repeat(context: Context, edge: Edge, like: str) -> bool:
    """Repeat a statement that takes a module whole for each module its names are in now, where that means the same.

    It does for a side effect, for `export *`, and for a mock without a factory.
    """
    reference, module = edge.reference, context.module(edge.importer)
    text = reference.statement.of(module.source)
    automock = reference.form is Form.MOCK and b"," not in text and b"(" not in text.partition(b"(")[2]
    if reference.names or not (automock or reference.form in (Form.SIDE_EFFECT, Form.REEXPORT_ALL)):
        return False
    targets = [one.target for one in reexports(context.project, edge.target or "") if one.target is not None]
    specifiers = [context.project.resolver.specifier_for(path, edge.importer, like) for path in dict.fromkeys(targets)]
    end = b"" if text.endswith(b";") or not module.source.startswith(b";", reference.statement.end) else b";"
    copies = []
    for specifier in specifiers:
        if specifier is None:
            return False
        change = reference.respecify(specifier)
        start = reference.statement.start
        shifted = Edit(Span(change.span.start - start, change.span.end - start), change.replacement)
        copies.append(apply_edits(text, [shifted]))
    newline = b"\r\n" if b"\r\n" in module.source else b"\n"
    context.edit(edge.importer, [Edit(reference.statement, (end + newline).join(copies))])
    return True


def _report(context: Context, edge: Edge) -> None:
    line, column = context.module(edge.importer).position(edge.reference.span.start)
    # What tests replace would no longer be what the tested code imports, and nothing would tell.
    is_mock = edge.reference.form is Form.MOCK
    context.report(
        Diagnostic(
            "left-on-shim",
            "error" if is_mock else "warning",
            f"{edge.reference.specifier!r} takes a module whole whose names are in several modules now",
            path=edge.importer,
            line=line,
            column=column,
            hint="write one mock for the client and one for the functions first"
            if is_mock
            else "import the names one by one; until then the old module stays as a re-export",
        )
    )
