"""Point a reference somewhere else, name by name where its names part ways.

`import { client, hello } from "@/jobs"` becomes two statements where `client` and `hello` now live in two
modules. What need not change stays: order, comments, quotes, line breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from migrator.refactor.clause import braces_without, is_braced
from migrator.refactor.style import Style
from migrator.syntax import Form, ImportedName, Module, ModuleReference
from migrator.text import Edit, Span, apply_edits

_LONGEST_LINE = 100


@dataclass(frozen=True, slots=True)
class Target:
    """Where a name is to come from.

    specifier  the module specifier to write
    name       the name that it has there
    """

    specifier: str
    name: str


Names = list[tuple[ImportedName, str]]
"""Names of one statement, each with the name it has where it now comes from."""


def repoint(module: Module, reference: ModuleReference, target_of: Callable[[str], Target]) -> list[Edit]:
    """Edits that make `reference` take each of its names from where `target_of` says.

    `target_of` is asked for every imported name, and for `"*"` where the reference takes the module as a whole.
    Names that stay together stay in the statement they are in; others get a statement of their own behind it.
    """
    if not reference.names:
        specifier = target_of("*").specifier
        return [] if specifier == reference.specifier else [reference.respecify(specifier)]
    groups: dict[str, Names] = {}
    for name in reference.names:
        target = target_of(name.imported)
        groups.setdefault(target.specifier, []).append((name, target.name))
    stays = max(groups, key=lambda specifier: (len(groups[specifier]), specifier == reference.specifier))
    kept = groups.pop(stays)
    if not groups and all(now == name.imported for name, now in kept):
        return [] if stays == reference.specifier else [reference.respecify(stays)]
    gone = [name for names in groups.values() for name, _ in names]
    style = _style_of(module, reference)
    # In a component the script may be indented as a whole.
    newline = style.newline + _indentation(module, reference)
    rest = "".join(newline + _statement(module, reference, style, *group) for group in groups.items())
    if _needs_new_clause(reference, module, kept, gone):
        whole = _statement(module, reference, style, stays, kept) + rest
        return [Edit(reference.statement, whole.encode())]
    edits = [] if stays == reference.specifier else [reference.respecify(stays)]
    edits += braces_without(module, reference, gone, {name: _written(reference, name, now) for name, now in kept})
    return [*edits, Edit.insert(reference.statement.end, rest.encode())] if rest else edits


def narrowed(module: Module, reference: ModuleReference, kept: Sequence[ImportedName]) -> bytes:
    """The text of an import or re-export that takes only the names `kept`, of which there is at least one."""
    gone = [name for name in reference.names if name not in kept]
    names = [(name, name.imported) for name in kept]
    if _needs_new_clause(reference, module, names, gone):
        return _statement(module, reference, _style_of(module, reference), reference.specifier, names).encode()
    start = reference.statement.start
    edits = braces_without(module, reference, gone, {})
    shifted = [Edit(Span(one.span.start - start, one.span.end - start), one.replacement) for one in edits]
    return apply_edits(reference.statement.of(module.source), shifted)


def _needs_new_clause(reference: ModuleReference, module: Module, kept: Names, gone: list[ImportedName]) -> bool:
    """Whether more changes than names inside one pair of braces."""
    if any(not is_braced(module, reference, name) for name in gone):
        return True
    if gone and not any(is_braced(module, reference, name) for name, _ in kept):
        return True
    # A module as a whole never stands in braces; what was a default import or a namespace may have to come into them.
    return any(now != name.imported and (now == "*" or not is_braced(module, reference, name)) for name, now in kept)


def _indentation(module: Module, reference: ModuleReference) -> str:
    """The blanks before the statement, where nothing else stands in its line before it."""
    start = reference.statement.start
    before = module.source[module.source.rfind(b"\n", 0, start) + 1 : start]
    return "" if before.strip(b" \t") else before.decode()


def _style_of(module: Module, reference: ModuleReference) -> Style:
    """The module's style, with quote and statement end as this very statement has them."""
    quote = module.source[reference.span.start - 1 : reference.span.start].decode()
    ends = reference.statement.of(module.source).rstrip().endswith(b";")
    return replace(Style.of(module), quote=quote, semicolon=";" if ends else "")


def _statement(module: Module, reference: ModuleReference, style: Style, specifier: str, names: Names) -> str:
    keyword = "export" if reference.form in (Form.REEXPORT, Form.REEXPORT_ALL) else "import"
    typed = " type" if reference.type_only else ""
    # Import attributes stand between the closing quote and the end of the statement; every part needs them.
    tail = module.source[reference.span.end + 1 : reference.statement.end].decode().rstrip().removesuffix(";")
    before, braced = _clause(reference, names)
    one_line = ", ".join([*before, style.braced(braced)] if braced else before)
    statement = f"{keyword}{typed} {one_line} from {style.quoted(specifier)}{tail}{style.semicolon}"
    if len(statement) <= _LONGEST_LINE or not braced:
        return statement
    lines = "".join(f"{style.indent}{name},{style.newline}" for name in braced)
    clause = ", ".join([*before, f"{{{style.newline}{lines}}}"])
    return f"{keyword}{typed} {clause} from {style.quoted(specifier)}{tail}{style.semicolon}"


def _clause(reference: ModuleReference, names: Names) -> tuple[list[str], list[str]]:
    """What stands before the braces (a default import, a namespace), and what stands in them."""
    before: list[str] = []
    braced: list[str] = []
    may_stand_alone = reference.form is Form.IMPORT
    for name, now in names:
        if now == "*":
            before.append(f"* as {name.local}")
        elif now == "default" and may_stand_alone and not (name.type_only and not reference.type_only):
            before.insert(0, name.local)
            may_stand_alone = False
        else:
            braced.append(_written(reference, name, now))
    return before, braced


def _written(reference: ModuleReference, name: ImportedName, now: str) -> str:
    typed = "type " if name.type_only and not reference.type_only else ""
    return typed + (now if now == name.local else f"{now} as {name.local}")
