"""However a module is divided: nothing is lost, nothing is said twice, and every name is known where it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from migrator.errors import RefusedError
from migrator.refactor.division.outline import Outline, Unit
from migrator.refactor.division.split import split
from migrator.syntax import Module
from migrator.text import apply_edits
from migrator.tree import MemoryTree, Overlay, Tree
from migrator.workspace import Project, Unresolved

WHOLE = "src/whole.ts"
PARTS = ("src/one.ts", "src/deep/two.ts")
WORDS = ("is this", "is that", "section", "more of", ", apart", "behind", "/* n", "What this is", "of the lib")
LIB = "export const a = 1, b = 2;\nexport type C = string;\nexport default 3;\n"
IMPORTS = (
    'import { a, b } from "./lib";',
    'import lib, { b, type C } from "./lib";',
    'import type { C } from "./lib";\nimport { a as first } from "./lib";',
    'import * as ns from "./lib"; import "./effect";',
    "import {\n  a, // the first\n  b,\n} from './lib'",
    'import "./effect";\n\n// b of the lib\nimport { b } from "./lib";\nimport { a } from "./lib"; // a of the lib',
)
# What can be declared: `@` is the name, `$` a list of names that it uses.
SHAPES = (
    "const @ = () => [$];",
    "function @() { return [$]; }",
    "function @(a: 1): 1;\nfunction @(a: 2): 2;\nfunction @(a: any) { return [$]; }",
    "type @ = [$$];",
    "interface @ { of: [$$] }",
    "class @ { of() { return [$]; } }",
    "const @ = () => [$];\ntype @ = [$$];",
    "const { @ } = { @: () => [$] };",
    "enum @ { one }",
    "let @ = () => [$];\nfunction set@(to: any) { @ = to; }",
    "namespace @ { export const one = () => [$]; }",
    'const @ = () => import("./lib").then(() => [$]);',
    "abstract class @ { abstract of: [$$] }",
    "declare const @: [$$];",
)
KEYWORDS = ("const", "function", "type", "interface", "class", "enum", "let", "namespace", "abstract", "declare")
TYPES = ("type @", "interface @")
ABOVE = ("", "", "// @ is this\n", "/**\n * @ is that\n */\n", "// section @\n\n// more of @\n", "\n\n// @, apart\n")
BEHIND = ("\n", "\n", "\n\n", "\n\n\n", " // behind @\n", " /* @ */ ", " ")


@dataclass(frozen=True)
class Declared:
    name: str
    text: str
    exported: str


@dataclass(frozen=True)
class Division:
    source: str
    declared: Sequence[Declared]
    homes: Sequence[int]
    importer: str


@st.composite
def divisions(draw: st.DrawFn) -> Division:
    imports = draw(st.sampled_from(IMPORTS))
    count = draw(st.integers(2, 7))
    names = [f"n{number}" for number in range(count)]
    known = [name for name in ("a", "b", "lib", "first", "ns") if f" {name}" in imports or f"{{ {name}" in imports]
    known = [name for name in known if not (name == "a" and "first" in imports)]
    shapes = [draw(st.sampled_from(SHAPES)) for _ in names]
    values = [name for name, shape in zip(names, shapes, strict=True) if not shape.startswith(TYPES)] + known
    declared, text, listed = [], [], []
    for name, shape in zip(names, shapes, strict=True):
        others = [one for one in values if one != name]
        used = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
        types = [one for one, its in zip(names, shapes, strict=True) if its.startswith(TYPES)]
        meant = [f"typeof {one}" for one in used] + (
            draw(st.lists(st.sampled_from(types), max_size=1)) if types else []
        )
        body = shape.replace("$$", ", ".join(meant)).replace("$", ", ".join(used)).replace("@", name)
        how = draw(st.sampled_from(["", "", "export ", "list", "renamed"]))
        if how == "export ":
            body = "\n".join(f"export {line}" if line.startswith(KEYWORDS) else line for line in body.split("\n"))
        above, behind = (draw(st.sampled_from(some)).replace("@", name) for some in (ABOVE, BEHIND))
        declared.append(Declared(name, body, {"": "", "renamed": f"as_{name}"}.get(how, name)))
        if how in ("list", "renamed"):
            typed = "type " if shape.startswith(TYPES) else ""
            listed.append(f"{typed}{name}" if how == "list" else f"{typed}{name} as as_{name}")
        text.append(above + body + behind)
    head = draw(st.sampled_from(["", "// What this is.\n\n", "/* eslint-disable no-x */\n", '"use strict";\n']))
    source = head + imports + draw(st.sampled_from(["\n", "\n\n"])) + "".join(text)
    if listed:
        source = source.rstrip() + f"\n\nexport {{ {', '.join(listed)} }};\n"
    source = source if draw(st.booleans()) else source.rstrip("\n")
    source = source.replace("\n", "\r\n") if draw(st.booleans()) else source
    public = [one.exported for one in declared if one.exported]
    taken = draw(st.lists(st.sampled_from(public), unique=True)) if public else []
    importer = draw(st.sampled_from(['import { @ } from "./whole";\n', 'export { @ } from "./whole";\n']))
    importer = importer.replace("@", ", ".join(taken)) if taken else ""
    importer += draw(
        st.sampled_from(["", 'export * from "./whole";\n', 'import * as all from "./whole";\nkeep(all);\n'])
    )
    homes = draw(st.lists(st.integers(0, len(PARTS)), min_size=count, max_size=count))
    return Division(source, declared, homes, importer)


def divided(division: Division, *, repoint: bool) -> tuple[Project, Project]:
    """The project before and after."""
    files = {
        "package.json": b'{"name": "app"}',
        WHOLE: division.source.encode(),
        "src/lib.ts": LIB.encode(),
        "src/effect.ts": b"export {};\n",
        "src/importer.ts": division.importer.encode(),
    }
    before = Project(MemoryTree(files))
    outline = Outline(before.module(WHOLE))
    parts: dict[str, list[Unit]] = {}
    for unit in outline.units:
        number = next(
            (home for one, home in zip(division.declared, division.homes, strict=True) if one.name in unit.declares), 0
        )
        if number:
            parts.setdefault(PARTS[number - 1], []).append(unit)
    assume(parts)
    tree = Overlay(before.tree)
    try:
        left = split(before, tree, outline, parts, repoint_importers=repoint)
    except RefusedError:
        event("refused")
        assume(False)
        raise
    for path, edits in left.items():
        tree.write(path, apply_edits(before.tree.read(path), edits))
    return before, before.over(tree)


def bare(text: str) -> str:
    """Without what division may change: `export`, and where a relative reference starts."""
    return text.replace("\r\n", "\n").replace("export ", "").replace('"../lib"', '"./lib"')


def unused(module: Module) -> set[str]:
    """What is imported for nothing."""
    bindings = module.bindings
    return {name for name in bindings.imports if not bindings.uses(bindings.top_level[name])}


def texts(tree: Tree) -> Mapping[str, str]:
    return {path: tree.read(path).decode() for path in (WHOLE, *PARTS) if tree.entry(path) is not None}


@given(divisions(), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_every_name_is_known_and_every_reference_leads_somewhere(division: Division, repoint: bool) -> None:
    before, after = divided(division, repoint=repoint)
    free = {node.text for node in before.module(WHOLE).bindings.free}
    for path in texts(after.tree):
        module = after.module(path)
        assert not module.errors, module.source.decode()
        assert {node.text for node in module.bindings.free} <= free, module.source.decode()
        assert unused(module) <= unused(before.module(WHOLE)), module.source.decode()
    for edge in after.graph.edges:
        assert not isinstance(edge.resolution, Unresolved), (edge.importer, edge.reference.specifier)
        for name in edge.reference.names:
            if name.imported != "*" and edge.target is not None:
                found = after.symbols.declaration(edge.target, name.imported)
                assert found is not None, (edge.importer, name.imported, after.module(edge.importer).source.decode())


@given(divisions(), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_every_statement_is_there_once_with_its_comments_and_in_order(division: Division, repoint: bool) -> None:
    after = divided(division, repoint=repoint)[1]
    found = {path: bare(text) for path, text in texts(after.tree).items()}
    everything = "".join(found.values())
    for one in division.declared:
        assert everything.count(bare(one.text)) == 1, one.text
    for word in WORDS:
        assert everything.count(word) == division.source.count(word), word
    for text in found.values():
        places = [place for one in division.declared if (place := text.find(bare(one.text))) >= 0]
        assert places == sorted(places), text
        assert "\n\n\n" not in text or "\n\n\n" in division.source.replace("\r\n", "\n"), text


@given(divisions(), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_was_exported_is_exported_and_nothing_else_but_what_is_shared(division: Division, repoint: bool) -> None:
    before, after = divided(division, repoint=repoint)
    had, has = (
        {
            (export.name, export.type_only)
            for path in paths
            for export in project.module(path).exports
            if not export.reference
        }
        for project, paths in ((before, [WHOLE]), (after, texts(after.tree)))
    )
    shared = {
        name.imported
        for path in texts(after.tree)
        for edge in after.graph.edges_from(path)
        if edge.target in (WHOLE, *PARTS)
        for name in edge.reference.names
    }
    assert had <= has
    assert {name for name, _ in has - had} <= shared
    if not repoint:
        assert set(before.symbols.names(WHOLE)) <= set(after.symbols.names(WHOLE))
