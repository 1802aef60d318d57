"""A module whose references are all at its top is read without a tree; a tree says the same of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.syntax import Module
from migrator.syntax.references.header import read_header

STATEMENTS = [
    'import a from "a"',
    "import 'a';",
    'import type { A } from "./a"',
    'import a, { type b, c as d, "e-f" as g } from "@s/a/b";',
    "import * as all from './all' // the whole",
    'export * from "../a";',
    'export type { B } from "b"',
    'export {\n  a,\n  b as c, // two\n} from "a"',
    'import data from "./d.json" with { type: "json" }',
]
BETWEEN = [
    "\n",
    "\r\n",
    "\n\n",
    ";",
    "\n;\n",
    "\n// a\n",
    "/* b */\n",
    ' /* from "c" */ ',
    " ",
    '\n"use client"\n',
    "\n@a\n",
]
BEHIND = ["", "const a = 1\n", 'export const from = "x"', "(function () {})()", "/a/.test(b)", "`c`", "[1].map(d)"]
TOPS = ["", "\ufeff", "#!/usr/bin/env node\n", '"use client"\n', "'use strict';\n// why\n", "/** a */\n", '"a" + b\n']


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(TOPS),
    st.lists(st.tuples(st.sampled_from(STATEMENTS), st.sampled_from(BETWEEN)), max_size=5),
    st.sampled_from(BEHIND),
)
def test_a_tree_finds_the_same(top: str, statements: list[tuple[str, str]], behind: str) -> None:
    source = top + "".join(statement + between for statement, between in statements) + behind
    alone = Module("a.ts", source.encode())
    # A call is nothing for the header: its module is read by its tree.
    with_call = Module("a.ts", (source + '\n;import("call")').encode())

    if read_header(alone.source) is not None and not alone.errors:
        assert alone.references == with_call.references[:-1]
        assert alone.unvouched == with_call.unvouched


@pytest.mark.parametrize(
    "source",
    [
        '/** @type {import("./a").A} */\nimport b from "b"\n',
        'import b from "b"\n/// <reference path="a" />\nimport c from "c"\n',
        'import { a b } from "b"\n',
        'import b from "b" import c from "c"\n',
        'import b from "b"\n+ c\n',
    ],
)
def test_what_needs_a_closer_look(source: str) -> None:
    assert read_header(source.encode()) is None


def test_ends_where_something_else_begins() -> None:
    source = b'// top\nimport a from "a"\n\nconst b = 1\nimport c from "c"\n'
    header = read_header(source)

    assert header is not None
    assert [statement.specifier for statement in header.statements] == ["a"]
    assert source[header.end :].startswith(b"const b")
