"""Names of one module that get others: what it declares at its top, and what it exports in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from migrator.syntax import Export, Module, Node
from migrator.text import Edit, Span, with_line_end

_SHORTHANDS = ("shorthand_property_identifier", "shorthand_property_identifier_pattern")


def obstacle(module: Module, name: str, new: str) -> Node | None:
    """The place because of which what `module` declares as `name` can't be called `new` there; None for none."""
    bindings = module.bindings
    return next((found for one in bindings.named(name) if (found := bindings.obstacle(one, new)) is not None), None)


def unreadable(module: Module, *names: str) -> Span | None:
    """A place where the parser was at a loss, in a statement that has one of `names`; None where there is none.

    Elsewhere in the module it is known what they mean.
    """
    word = re.compile("|".join(rf"(?<![\w$]){re.escape(name)}(?![\w$])" for name in names))
    for span in module.errors:
        statement = module.root.child_at(span.start)
        text = span.of(module.source).decode("utf-8", "replace")
        within = text if _is_between_tags(module, span) else statement.text if statement is not None else None
        if within is None or word.search(within):
            return span
    return None


def _is_between_tags(module: Module, span: Span) -> bool:
    """Whether the parser only stumbled over text between tags: `Terms & Conditions`."""
    found = module.node_at(span)
    around = found.parent if found is not None and not set(found.text) & set("{}<>") else None
    return around is not None and around.kind == "jsx_element"


def renamed_names(module: Module, local: Mapping[str, str], exported: Mapping[str, str]) -> list[Edit]:
    """Edits that rename what `module` declares at its top, by `local`, and what it lists in braces, by `exported`.

    What is listed keeps the name that others know it by unless `exported` says another. Statements that take names
    from other modules are not touched.
    """
    edits = [edit for name, new in local.items() for edit in _uses(module, name, new)]
    edits += [edit for one in module.exports if (edit := _listed(module, one, local, exported)) is not None]
    return edits


def _uses(module: Module, name: str, new: str) -> Iterator[Edit]:
    elsewhere = [one.span for one in module.exports if one.listed]
    elsewhere += [one.statement for one in module.references if one.names]
    for binding in module.bindings.named(name):
        for node in (*binding.declarations, *module.bindings.uses(binding)):
            if not any(node.span in span for span in elsewhere):
                written = f"{node.text}: {new}" if node.kind in _SHORTHANDS else new
                yield Edit(node.span, written.encode())


def _listed(module: Module, export: Export, local: Mapping[str, str], exported: Mapping[str, str]) -> Edit | None:
    if not export.listed or export.reference is not None or export.local is None:
        return None
    inside, outside = local.get(export.local, export.local), exported.get(export.name, export.name)
    if (inside, outside) == (export.local, export.name):
        return None
    if outside != export.name and any(one.name == outside for one in module.exports):
        statement = module.root.child_at(export.span.start)
        alone = statement is not None and sum(one.span in statement.span for one in module.exports) == 1
        whole = with_line_end(module.source, statement.span) if statement is not None and alone else None
        return Edit.delete(whole or _with_comma(module.source, export.span))
    typed = "type " if export.span.of(module.source).startswith(b"type ") and export.type_only else ""
    written = inside if inside == outside else f"{inside} as {outside}"
    return Edit(export.span, (typed + written).encode())


def _with_comma(source: bytes, span: Span) -> Span:
    """`span` with the comma and the blanks behind it; with those before it where it is the last."""
    behind = source[span.end :]
    if behind.lstrip().startswith(b","):
        rest = behind.lstrip()[1:]
        return Span(span.start, len(source) - len(rest.lstrip(b" \t")))
    before = source[: span.start].rstrip()
    return Span(len(before) - 1, span.end) if before.endswith(b",") else span
