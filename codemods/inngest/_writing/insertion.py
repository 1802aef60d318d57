"""Text put into a pair of braces or brackets, the way the code there is written."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import Edit, Module, Node, RefusedError, Style, in_style, insert_behind


def nested(text: str, style: Style, opening: str, closing: str) -> str:
    """`text`, in Prettier's manner and at the left margin, as `style` has what stands between `opening` and `closing`.

    The two make it TypeScript that can be read: `class X {` and `}`.
    """
    inner = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    written = in_style(f"{opening}\n{inner}{closing}\n", style)
    lines = written.split(style.newline)[1:-2]
    return style.newline.join(line.removeprefix(style.indent) for line in lines)


def indented(text: str, style: Style, indent: str) -> str:
    """`text` with `indent` before each of its lines but the first."""
    return style.newline.join(
        f"{indent}{line}" if index and line else line for index, line in enumerate(text.split(style.newline))
    )


def add_member(container: Node, text: str, style: Style) -> Edit:
    """An edit that adds a member, without its comma, behind the last of an object; an empty one gets it as its only.

    An object on one line gets a line for each member where the new one has several.
    """
    members = [child for child in container.children if child.kind != "comment"]
    if members and style.newline in text and "\n" not in container.text and len(members) == len(container.children):
        around = indent_of(container)
        inner = around + style.indent
        texts = [*(member.text for member in members), indented(text, style, inner)]
        lines = f",{style.newline}".join(f"{inner}{one}" for one in texts)
        whole = f"{{{style.newline}{lines}{style.comma}{style.newline}{around}}}"
        return Edit(container.span, whole.encode("utf-8", "surrogateescape"))
    if members:
        return insert_behind(members[-1], indented(text, style, indent_of(members[-1])))
    around = indent_of(container)
    inner = around + style.indent
    line = f"{style.newline}{inner}{indented(text, style, inner)}{style.comma}{style.newline}{around}"
    kept = container.children[-1].span.end if container.children else container.span.start + 1
    return Edit.insert(kept, line.encode())


def add_method(body: Node, text: str, style: Style) -> Edit:
    """An edit that adds a method at the end of a class body, a blank line behind what is there."""
    source, end = body.module.source, body.span.end - 1
    line = source.rfind(b"\n", 0, end) + 1
    own_line = not source[line:end].strip()
    indent = indent_of(body) + style.indent
    before = style.newline if body.children else ""
    written = f"{before}{indent}{indented(text, style, indent)}{style.newline}"
    if own_line and line > body.span.start:
        return Edit.insert(line, written.encode())
    return Edit.insert(end, f"{style.newline}{written}{indent_of(body)}".encode())


def indent_of(node: Node) -> str:
    """The blanks and tabs that the node's line starts with."""
    source = node.module.source
    line = source[source.rfind(b"\n", 0, node.span.start) + 1 : node.span.start].decode("utf-8", "replace")
    return line[: len(line) - len(line.lstrip(" \t"))]


def at_the_end(module: Module, statements: Iterable[str], style: Style) -> Edit:
    """An edit that adds statements, in Prettier's manner, at the end of a module, a blank line before each."""
    text = "".join(style.newline + in_style(f"{statement}\n", style) for statement in statements)
    ended = "" if module.source.endswith(b"\n") or not module.source else style.newline
    return Edit.insert(len(module.source), (ended + text).encode())


def add_constructor_parameter(body: Node, parameter: str, style: Style) -> list[Edit]:
    """Edits that give a class body's constructor another parameter, and a constructor where it has none.

    Raises RefusedError for a class without one that extends another: what it must hand on is unknown.
    """
    for one in body.children:
        name, parameters = one.field("name"), one.field("parameters")
        if one.kind == "method_definition" and name is not None and name.text == "constructor" and parameters:
            if parameters.children:
                return [insert_behind(parameters.children[-1], parameter)]
            return [Edit.insert(parameters.span.start + 1, parameter.encode())]
    around = body.parent
    if around is not None and any(one.kind == "class_heritage" for one in around.children):
        place = f"{body.module.path}:{body.position.line}"
        raise RefusedError(f"{place}: this class extends another and has no constructor", hint="write one first")
    indent = indent_of(body) + style.indent
    text = f"{style.newline}{indent}constructor({parameter}) {{}}{style.newline}"
    return [Edit.insert(body.span.start + 1, text.encode())]
