"""Maps from event names to events, each divided into one map per domain, in the same module.

A type literal becomes an intersection, an interface extends others, an object spreads others: together they mean what
the one map meant, and have the same keys, those of each domain one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.api import Edit, Members, Module, Node, Outline, Project, Statement, Style

from .._reading.event_names import domain, key_of

_LITERALS = {"type_alias_declaration": "object_type", "interface_declaration": "interface_body"}
_LONGEST_LIST = 60
_WORD = re.compile(r"[^A-Za-z0-9]+")


def divided_maps(project: Project, module: Module) -> list[Edit]:
    """Edits that divide every map at the top of `module` that has events of several domains."""
    return [edit for statement in Outline(module).statements for edit in _divided(project, statement)]


def _divided(project: Project, statement: Statement) -> Iterator[Edit]:
    declaration = statement.node.field("declaration") or statement.node
    literal, name = _map_of(declaration)
    if literal is None or name is None:
        return
    members = _by_domain(project, literal)
    if members is None or len(members) < 2:
        return
    module, style = declaration.module, Style.of(declaration.module)
    taken = set(module.bindings.top_level)
    texts, names = [], []
    listed = Members.between(module.source, literal.span, [one.span for one in _members(literal)])
    for each, indices in members.items():
        own = _free(_cased(each, name.text), taken)
        taken.add(own)
        names.append(own)
        texts.append(_part(declaration, own, listed.text(indices).decode("utf-8", "surrogateescape"), style))
    # Before its comments, which are about the whole map.
    at, separate = statement.span.start, style.newline * 2
    is_apart = module.source.startswith((b"\n", b"\r\n"), at)
    text = style.newline + separate.join(texts) + style.newline + ("" if is_apart else style.newline)
    yield Edit.insert(at, text.encode("utf-8", "surrogateescape"))
    yield from _combined(declaration, literal, names, style)


def _map_of(declaration: Node) -> tuple[Node | None, Node | None]:
    """A declaration's literal, and its name; nothing where a type written beside it says what the literal means."""
    if declaration.kind in _LITERALS:
        literal = declaration.field("value") or declaration.field("body")
        generic = declaration.field("type_parameters")
        heritage = any(child.kind == "extends_type_clause" for child in declaration.children)
        plain = literal is not None and literal.kind in ("object_type", "interface_body")
        return (literal, declaration.field("name")) if plain and not generic and not heritage else (None, None)
    if declaration.kind != "lexical_declaration" or len(declaration.children) != 1:
        return None, None
    declarator = declaration.children[0]
    value = declarator.field("value")
    if value is not None and value.kind == "as_expression" and value.text.endswith("as const"):
        value = value.children[0]
    plain = value is not None and value.kind == "object" and declarator.field("type") is None
    return (value, declarator.field("name")) if plain else (None, None)


def _members(literal: Node) -> list[Node]:
    return [child for child in literal.children if child.kind != "comment"]


def _by_domain(project: Project, literal: Node) -> dict[str, list[int]] | None:
    """Domain -> the places of its members; None where one can't be told."""
    found: dict[str, list[int]] = {}
    for index, member in enumerate(_members(literal)):
        # A getter would be read when the parts are put together.
        name = key_of(project, member) if member.kind in ("pair", "property_signature") else None
        if name is None:
            return None
        found.setdefault(domain(name), []).append(index)
    return found


def _part(declaration: Node, name: str, braced: str, style: Style) -> str:
    if declaration.kind == "type_alias_declaration":
        return f"type {name} = {braced}{style.semicolon}"
    if declaration.kind == "interface_declaration":
        return f"interface {name} {braced}"
    const = " as const" if declaration.text.rstrip(";").rstrip().endswith("as const") else ""
    return f"const {name} = {braced}{const}{style.semicolon}"


def _combined(declaration: Node, literal: Node, names: list[str], style: Style) -> Iterator[Edit]:
    broken = f"{style.newline}{style.indent}"
    is_long = len(", ".join(names)) > _LONGEST_LIST
    gap = broken if is_long else " "
    if declaration.kind == "type_alias_declaration":
        text = f" &{gap}".join(names)
    elif declaration.kind == "interface_declaration":
        text = f"extends {f',{gap}'.join(names)} {{}}"
    else:
        spread = f",{gap}".join(f"...{name}" for name in names)
        text = f"{{{gap}{spread}{f',{style.newline}' if is_long else ' '}}}"
    yield Edit(literal.span, text.encode())


def _cased(domain: str, name: str) -> str:
    """`StudioEvents` of `studio` and `Events`, `studioEvents` of `events`, `STUDIO_EVENTS` of `EVENTS`."""
    if name.isupper():
        return f"{_WORD.sub('_', domain).upper()}_{name}"
    words = "".join(word[:1].upper() + word[1:] for word in _WORD.split(domain))
    stem = words if name[:1].isupper() else words[:1].lower() + words[1:]
    return stem + name[:1].upper() + name[1:]


def _free(name: str, taken: set[str]) -> str:
    number = 2
    wanted = name
    while wanted in taken:
        wanted, number = f"{name}{number}", number + 1
    return wanted
