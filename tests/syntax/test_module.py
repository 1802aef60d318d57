"""Modules and nodes: reading a file, and what is known of its places."""

from __future__ import annotations

import pytest

from migrator.syntax import Known, Module, is_javascript, is_source


@pytest.mark.parametrize("ending", ["ts", "tsx", "mts", "cts", "d.ts", "js", "jsx", "mjs", "cjs"])
def test_sources_by_ending(ending: str):
    assert is_source(f"src/a.{ending}")
    assert is_javascript(f"src/a.{ending}") is ("s" in ending and ending[-2:] != "ts" and ending != "tsx")


@pytest.mark.parametrize("path", ["a.json", "a.css", "ts", "a.ts.snap", "a.mdx", "a.vue", "a.TS"])
def test_no_sources(path: str):
    assert not is_source(path)


def test_the_ending_decides_the_grammar():
    cast, element = b"const a = <B>c;", b"const a = <B>c</B>;"
    assert not Module("a.ts", cast).errors
    assert Module("a.tsx", cast).errors
    assert not Module("a.tsx", element).errors
    assert not Module("a.js", element).errors
    assert Module("a.ts", element).errors


@pytest.mark.parametrize(
    ("source", "directives"),
    [
        ('"use client"\nimport a from "x"', ("use client",)),
        ("#!/usr/bin/env node\n// why\n'use strict';\n'use server';\n", ("use strict", "use server")),
        ('import a from "x"\n"use client"', ()),
        ("", ()),
        ("`use client`", ()),
        ('"use " + client', ()),
        ('\ufeff"use server";', ("use server",)),
        ("// why\n/* and */ 'use client' // here\n\n\"use strict\"\nexport {};", ("use client", "use strict")),
        ("'use client'\nin f;", ()),
        ("'use client'\n.length;'use strict'", ()),
        ("'use client'\nasync()", ("use client",)),
        ("'use\\x20client';", ("use client",)),
        ("'use client'; 'use strict' + x", ("use client",)),
        ("'use client'", ("use client",)),
        ("('use client');", ()),
    ],
)
def test_directives_stand_at_the_top(source: str, directives: tuple[str, ...]):
    module = Module("a.ts", source.encode())
    assert module.directives == directives
    told_by_the_tree = Module("a.ts", source.encode(), Known(facts=module.facts._replace(directives=None)))
    assert told_by_the_tree.directives == directives


def test_errors_are_where_the_grammar_is_at_a_loss():
    assert Module("a.ts", b"const a = 1;").errors == ()
    source = b"const a = ;\nconst b = 2;\nf(;\n"
    assert [Module("a.ts", source).position(span.start).line for span in Module("a.ts", source).errors] == [1, 3]


def test_offsets_are_bytes_and_columns_are_characters():
    module = Module("a.ts", "const ü = 'é'; // 世界\nlet x = f('y')\r\n".encode())
    (call,) = module.root.descendants("call_expression")
    assert call.position == (2, 9)
    assert call.span.of(module.source) == b"f('y')"
    assert [node.text for node in module.root.descendants("string")] == ["'é'", "'y'"]


def test_descendants_come_in_source_order_outer_first():
    module = Module("a.ts", b"a(b(1), c(2)); d(3)")
    assert [node.text for node in module.root.descendants("call_expression")] == [
        "a(b(1), c(2))",
        "b(1)",
        "c(2)",
        "d(3)",
    ]
    (outer, *_) = module.root.descendants("call_expression")
    assert [node.text for node in outer.descendants("call_expression", "number")] == ["b(1)", "1", "c(2)", "2"]
    assert [node.text for node in outer.descendants()] == [
        "a",
        "(b(1), c(2))",
        "b(1)",
        "b",
        "(1)",
        "1",
        *["c(2)", "c", "(2)", "2"],
    ]


def test_a_kind_that_only_jsx_has_is_simply_not_there_and_a_wrong_one_is_an_error():
    module = Module("a.ts", b"a()")
    assert list(module.root.descendants("jsx_element")) == []
    with pytest.raises(ValueError, match="'call_expresion'"):
        list(module.root.descendants("call_expresion"))


def test_fields_parents_and_tokens():
    module = Module("a.ts", b"async function f(a, b) { return g(a) }")
    (function,) = module.root.children
    assert function.tokens == ("async", "function")
    assert function.field("name").text == "f"
    assert function.field("nothing") is None
    (call,) = function.descendants("call_expression")
    assert [node.kind for node in call.ancestors()] == [
        "return_statement",
        "statement_block",
        "function_declaration",
        "program",
    ]
    assert module.root.parent is None
    assert call.field("function").parent == call
    assert len({call, *module.root.descendants("call_expression")}) == 1


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("'a'", "a"),
        ('"a\'b"', "a'b"),
        ("`a`", "a"),
        ("`a${b}`", None),
        ("a", None),
        (r"'\n\t\\\'\x41B\u{1F600}'", "\n\t\\'AB😀"),
        (r"'\ud83d\ude00'", "😀"),
        (r"'\ud83d'", "\ud83d"),
        ("'a\\\nb'", "ab"),
        (r"'\q'", "q"),
        ("''", ""),
    ],
)
def test_string_values(source: str, value: str | None):
    (statement,) = Module("a.ts", f"x = {source}".encode()).root.children
    assert statement.children[0].field("right").string_value == value


def test_bytes_that_are_not_utf8_survive():
    module = Module("a.ts", b"x = 'a\xff'")
    (string,) = module.root.descendants("string")
    assert string.text.encode("utf-8", "surrogateescape") == b"'a\xff'"


def test_nothing_is_parsed_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    def refuse(path: str, source: bytes) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr("migrator.syntax.module.parse_with_import_types", refuse)
    module = Module("a.ts", b"const a = 1\n")
    assert (module.references, module.unvouched) == ((), ())


@pytest.mark.parametrize(
    ("offset", "kind"),
    [(0, "import_statement"), (13, None), (15, "expression_statement"), (17, None), (19, None), (99, None)],
)
def test_the_child_at_a_place(offset: int, kind: str | None):
    """Behind the last child there is none; the parser's own answer to that would crash the program."""
    child = Module("a.ts", b'import "./a";\n\na;  ').root.child_at(offset)
    assert (child and child.kind) == kind
