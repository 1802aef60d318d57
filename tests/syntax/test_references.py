"""Every form of module reference, and all that looks like one and is none."""

from __future__ import annotations

import pytest
from reference_table import ROWS, Row

from migrator.syntax import Form, Module
from migrator.text import apply_edits


def written(names) -> str:
    return ", ".join(f"{'type ' if name.type_only else ''}{name.imported} as {name.local}" for name in names)


@pytest.mark.parametrize("row", ROWS, ids=[row.source for row in ROWS])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_reference_is_found_with_all_it_says(row: Row, ending: str):
    before, after = b"const before = 1;\n" if row.form is not Form.TRIPLE_SLASH else b"", b"\nconst after = `x`;\n"
    source = (before + row.source.encode() + after).replace(b"\n", ending.encode())
    module = Module(row.path, source)

    references = [reference for reference in module.references if reference.specifier != "node:module"]

    (reference,) = references
    assert reference.form is row.form
    assert reference.specifier == row.specifier
    assert written(reference.names) == row.names
    assert reference.type_only is row.type_only
    assert reference.callee == row.callee
    expected = row.source if row.statement is None else row.statement
    assert reference.statement.of(source) == expected.encode().replace(b"\n", ending.encode())
    assert source[reference.span.start - 1] == source[reference.span.end], "the span is what stands between the quotes"
    assert reference.span in reference.statement
    assert module.unvouched == ()


@pytest.mark.parametrize("row", ROWS, ids=[row.source for row in ROWS])
def test_a_new_specifier_changes_the_bytes_between_the_quotes_only(row: Row):
    source = row.source.encode()
    reference = next(ref for ref in Module(row.path, source).references if ref.specifier == row.specifier)

    changed = apply_edits(source, [reference.respecify("@acme/it")])

    assert changed == source[: reference.span.start] + b"@acme/it" + source[reference.span.end :]
    again = next(ref for ref in Module(row.path, changed).references if ref.specifier == "@acme/it")
    assert (again.form, again.names, again.callee, again.type_only) == (
        reference.form,
        again.names,
        reference.callee,
        reference.type_only,
    )
    assert written(again.names) == row.names


NO_REFERENCES = [
    '// import a from "x"',
    '/* import a from "x" */',
    '/**\n * import a from "x"\n * @type {import("x").A}\n */',
    "const a = 'import a from \"x\"';",
    "const a = \"import('x')\";",
    'const a = `import a from "x"\n${b}\nexport * from "y"`;',
    'const a = `${`require("x")`}`;',
    'const a = /import "x"/;',
    'foo.require("x")',
    'foo?.require("x")',
    'foo.import("x")',
    'this.require("x")',
    '_require("x")',
    '$import("x")',
    'requires("x")',
    'function f(require) { return require("x") }',
    'const f = (require, module) => require("x")',
    'define(function (require) { require("x"); require.resolve("y") })',
    'const require = (a) => a; require("x")',
    'import { require } from "./a"; require("x")',
    'function require(a) {} require("x")',
    'const { a: require } = b; require("x")',
    "require(a)",
    "import(a)",
    "require()",
    'foo.resolve("x")',
    'path.resolve("x")',
    'Promise.resolve("x")',
    'import.meta.env("x")',
    'console.mock("x")',
    'foo().mock("x")',
    'vi.fn("x")',
    'vi.stubGlobal("x")',
    'vi.spyOn("x", "y")',
    'jest.fn("x")',
    'mock.fn("x")',
    'mock("x")',
    'module.exports = "x"',
    'export const from = "x"',
    'export default "x"',
    "export { a, b }",
    'export { a }; const b = "x"',
    'const a = { import: "x", from: "y", require: "z" }',
    'const a = b.from("x")',
    'Array.from("x")',
    'let a = 1\n/// <reference types="x" />',
    '/// <reference lib="dom" />',
    '// <reference path="x" />',
    'namespace A.B { const c = "x" }',
    "declare global { var a: string }",
    'const module = "x"',
    '@imported("x") class A {}',
]


@pytest.mark.parametrize("source", NO_REFERENCES)
def test_what_only_looks_like_a_reference_is_none(source: str):
    module = Module("a.ts", source.encode())
    assert [reference for reference in module.references if reference.specifier != "./a"] == []
    assert module.unvouched == ()


def test_text_in_jsx_is_no_reference():
    source = b'const a = (\n  <p title="import a from \'x\'">\nimport b from "y"\n<code>require("z")</code></p>\n);\n'
    module = Module("a.tsx", source)
    assert module.references == ()
    assert module.unvouched == ()


def test_type_arguments_and_argument_are_two_references():
    module = Module("a.test.ts", b'vi.importActual<typeof import("./x")>("./x")')
    assert [(ref.form, ref.specifier, ref.statement.of(module.source)) for ref in module.references] == [
        (Form.IMPORT_TYPE, "./x", b'import("./x")'),
        (Form.IMPORT_ACTUAL, "./x", b'vi.importActual<typeof import("./x")>("./x")'),
    ]


def test_a_comment_that_ends_in_a_keyword_does_not_swallow_the_next_statement():
    source = b'// not a typed import\nimport * as a from "x"\n// see export\nexport * from "y"\n// import\nimport "z"\n'
    assert [ref.specifier for ref in Module("a.ts", source).references] == ["x", "y", "z"]


def test_shadowing_ends_with_its_scope():
    source = b'function f(require) { require("no") }\n{ const require = 1; require("no") }\nrequire("yes")'
    assert [ref.specifier for ref in Module("a.js", source).references] == ["yes"]


def test_what_create_require_returns_is_require():
    source = (
        b'import { createRequire } from "node:module"; const require = createRequire(import.meta.url); require("x")'
    )
    assert [ref.specifier for ref in Module("a.mjs", source).references] == ["node:module", "x"]


def test_references_inside_a_module_declaration_count():
    source = b'declare module "a" {\n  import { b } from "c";\n  export * from "d";\n}\n'
    assert [(ref.form, ref.specifier) for ref in Module("a.d.ts", source).references] == [
        (Form.DECLARE_MODULE, "a"),
        (Form.IMPORT, "c"),
        (Form.REEXPORT_ALL, "d"),
    ]


def test_references_come_in_source_order():
    source = b'vi.mock("a");\nimport b from "b";\nconst c = require("c");\nexport * from "d";\nimport("e");\n'
    assert [ref.specifier for ref in Module("a.ts", source).references] == list("abcde")


def test_spans_of_names():
    source = b'import a, { type b as c, "d-e" as f } from "x"; import * as g from "y"; export { h as i } from "z"'
    names = [name for ref in Module("a.ts", source).references for name in ref.names]
    assert [name.span.of(source) for name in names] == [
        b"a",
        b"type b as c",
        b'"d-e" as f',
        b"* as g",
        b"h as i",
    ]


@pytest.mark.parametrize(
    ("specifier", "package", "subpath"),
    [
        ("react", "react", ""),
        ("next/image", "next", "/image"),
        ("@acme/inngest", "@acme/inngest", ""),
        ("@acme/inngest/client/x.js", "@acme/inngest", "/client/x.js"),
        ("@/lib/x", "@/lib", "/x"),
        ("./a", None, ""),
        ("../a", None, ""),
        (".", None, ""),
        ("/a", None, ""),
        ("#a/b", None, ""),
        ("node:fs", None, ""),
        ("https://esm.sh/x", None, ""),
        ("", None, ""),
    ],
)
def test_package_and_subpath(specifier: str, package: str | None, subpath: str):
    (reference,) = Module("a.ts", f'import "{specifier}"'.encode()).references
    assert (reference.package, reference.subpath) == (package, subpath)


def test_the_path_of_a_directive_is_a_path_even_without_a_dot():
    (reference,) = Module("a.ts", b'/// <reference path="types\\globals.d.ts" />').references
    assert (reference.specifier, reference.package) == ("types\\globals.d.ts", None)


@pytest.mark.parametrize("quote", ["'", '"', "`"])
def test_a_specifier_is_escaped_as_its_quote_needs(quote: str):
    source = f"import({quote}x{quote})".encode()
    awkward = "a'b\"c`d\\e${f}"
    (reference,) = Module("a.ts", source).references
    (again,) = Module("a.ts", apply_edits(source, [reference.respecify(awkward)])).references
    assert again.specifier == awkward
