"""One row for every way in which TypeScript lets a module name another.

Names are written as `imported as local`, with `type` before those that are types.
"""

from __future__ import annotations

from typing import NamedTuple

from migrator.syntax import Form


class Row(NamedTuple):
    source: str
    form: Form
    specifier: str
    names: str = ""
    type_only: bool = False
    callee: str = ""
    statement: str | None = None  # None: the whole source
    path: str = "a.ts"


IMPORT, REEXPORT, MOCK = Form.IMPORT, Form.REEXPORT, Form.MOCK
IMPORT_TYPE = Form.IMPORT_TYPE

IMPORTS = [
    Row('import a from "x";', IMPORT, "x", "default as a"),
    Row("import a from 'x'", IMPORT, "x", "default as a"),
    Row('import * as a from "x";', IMPORT, "x", "* as a"),
    Row('import { a } from "x";', IMPORT, "x", "a as a"),
    Row('import {a,b as c,}from"x"', IMPORT, "x", "a as a, b as c"),
    Row('import { default as a } from "x";', IMPORT, "x", "default as a"),
    Row('import a, { b, type C } from "x";', IMPORT, "x", "default as a, b as b, type C as C"),
    Row('import a, * as b from "x";', IMPORT, "x", "default as a, * as b"),
    Row('import {} from "x";', IMPORT, "x"),
    Row('import { "a-b" as c } from "x";', IMPORT, "x", "a-b as c"),
    Row('import { "}" as c } from "x";', IMPORT, "x", "} as c"),
    Row('import {\n  a, // the first }\n  /* { */ b,\n} from "x";', IMPORT, "x", "a as a, b as b"),
    Row('import type A from "x";', IMPORT, "x", "type default as A", True),
    Row('import type * as A from "x";', IMPORT, "x", "type * as A", True),
    Row('import type { A, B as C } from "x";', IMPORT, "x", "type A as A, type B as C", True),
    Row('import { type A, type B as C, d } from "x";', IMPORT, "x", "type A as A, type B as C, d as d"),
    Row('import { type } from "x";', IMPORT, "x", "type as type"),
    Row('import { type as a } from "x";', IMPORT, "x", "type as a"),
    Row('import { type as as } from "x";', IMPORT, "x", "type as as"),
    Row('import { type as } from "x";', IMPORT, "x", "type as as as"),
    Row('import { type as as as } from "x";', IMPORT, "x", "type as as as"),
    Row('import type from "x";', IMPORT, "x", "default as type"),
    Row('import type, { a } from "x";', IMPORT, "x", "default as type, a as a"),
    Row('import type from from "x";', IMPORT, "x", "type default as from", True),
    Row('import from from "x";', IMPORT, "x", "default as from"),
    Row('import defer from "x";', IMPORT, "x", "default as defer"),
    Row('import defer * as a from "x";', IMPORT, "x", "* as a"),
    Row('import source from "x";', IMPORT, "x", "default as source"),
    Row('import source a from "x";', IMPORT, "x", "default as a"),
    Row('import a from "x" with { type: "json" };', IMPORT, "x", "default as a"),
    Row('import a from "./a.json" assert { type: "json" }', IMPORT, "./a.json", "default as a"),
    Row('import\u00a0{ a }\u00a0from\u00a0"x";', IMPORT, "x", "a as a"),
    Row('import\u2028a\u2029from\ufeff"x";', IMPORT, "x", "default as a"),
    Row('import größe, { $, _ } from "x";', IMPORT, "x", "default as größe, $ as $, _ as _"),
    Row('import/*1*/a/*2*/from/*3*/"x"/*4*/;', IMPORT, "x", "default as a", statement='import/*1*/a/*2*/from/*3*/"x"'),
    Row('import a from\n  // why\n  "x";', IMPORT, "x", "default as a"),
    Row('import a from "\\x78/\\u{79}";', IMPORT, "x/y", "default as a"),
    Row('import "x";', Form.SIDE_EFFECT, "x"),
    Row('import"x"', Form.SIDE_EFFECT, "x"),
    Row('import "./a.css" with { type: "css" };', Form.SIDE_EFFECT, "./a.css"),
    Row('import a = require("x");', Form.IMPORT_EQUALS, "x", "* as a"),
    Row('import type a = require("x");', Form.IMPORT_EQUALS, "x", "type * as a", True),
    Row('import type = require("x");', Form.IMPORT_EQUALS, "x", "* as type"),
    Row('export import a = require("x");', Form.IMPORT_EQUALS, "x", "* as a"),
    Row(
        'namespace N { import a = require("x"); }',
        Form.IMPORT_EQUALS,
        "x",
        "* as a",
        statement='import a = require("x");',
    ),
]

REEXPORTS = [
    Row('export { a } from "x";', REEXPORT, "x", "a as a"),
    Row('export { a as b, default as c, d as default } from "x";', REEXPORT, "x", "a as b, default as c, d as default"),
    Row('export { default } from "x";', REEXPORT, "x", "default as default"),
    Row('export { "a-b" as c, d as "e-f" } from "x";', REEXPORT, "x", "a-b as c, d as e-f"),
    Row('export {} from "x";', REEXPORT, "x"),
    Row('export { a } from "x" with { type: "json" };', REEXPORT, "x", "a as a"),
    Row('export type { A, B as C } from "x";', REEXPORT, "x", "type A as A, type B as C", True),
    Row('export { type A, b } from "x";', REEXPORT, "x", "type A as A, b as b"),
    Row('export { type } from "x";', REEXPORT, "x", "type as type"),
    Row('export { type as a } from "x";', REEXPORT, "x", "type as a"),
    Row('export type { type } from "x";', REEXPORT, "x", "type type as type", True),
    Row('export * as a from "x";', REEXPORT, "x", "* as a"),
    Row('export * as default from "x";', REEXPORT, "x", "* as default"),
    Row('export * as "a-b" from "x";', REEXPORT, "x", "* as a-b"),
    Row('export * as a from "x" with { type: "json" };', REEXPORT, "x", "* as a"),
    Row('export type * as A from "x";', REEXPORT, "x", "type * as A", True),
    Row('export * from "x";', Form.REEXPORT_ALL, "x"),
    Row("export*from'x'", Form.REEXPORT_ALL, "x"),
    Row('export * from "x" with { type: "json" };', Form.REEXPORT_ALL, "x"),
    Row('export type * from "x";', Form.REEXPORT_ALL, "x", "", True),
]

DYNAMIC = [
    Row('import("x")', Form.DYNAMIC_IMPORT, "x", callee="import"),
    Row('const a = await import("x");', Form.DYNAMIC_IMPORT, "x", callee="import", statement='import("x")'),
    Row('import(/* webpackChunkName: "y" */ "x")', Form.DYNAMIC_IMPORT, "x", callee="import"),
    Row('import(\n  // @ts-expect-error "y"\n  "x",\n)', Form.DYNAMIC_IMPORT, "x", callee="import"),
    Row("import(`x`)", Form.DYNAMIC_IMPORT, "x", callee="import"),
    Row('import("x", { with: { type: "json" } })', Form.DYNAMIC_IMPORT, "x", callee="import"),
    Row('import("x").then((a) => a.b)', Form.DYNAMIC_IMPORT, "x", callee="import", statement='import("x")'),
    Row('const A = lazy(() => import("x"));', Form.DYNAMIC_IMPORT, "x", callee="import", statement='import("x")'),
    Row('const a = { b: import("x") };', Form.DYNAMIC_IMPORT, "x", callee="import", statement='import("x")'),
    Row('const a = b ? import("x") : c;', Form.DYNAMIC_IMPORT, "x", callee="import", statement='import("x")'),
    Row('import.defer("x")', Form.DYNAMIC_IMPORT, "x", callee="import.defer"),
    Row('import.source("x")', Form.DYNAMIC_IMPORT, "x", callee="import.source"),
    Row('require("x")', Form.REQUIRE, "x", callee="require"),
    Row("const { a } = require(`x`);", Form.REQUIRE, "x", callee="require", statement="require(`x`)"),
    Row('const a = [...require("x")];', Form.REQUIRE, "x", callee="require", statement='require("x")'),
    Row('require("x")(app)', Form.REQUIRE, "x", callee="require", statement='require("x")'),
    Row('require\u00a0("x")', Form.REQUIRE, "x", callee="require"),
    Row('require?.("x")', Form.REQUIRE, "x", callee="require"),
    Row('require<A<"y", () => B>>("x")', Form.REQUIRE, "x", callee="require"),
    Row(
        'import { createRequire } from "node:module";\nconst load = createRequire(import.meta.url);\nload("x");',
        Form.REQUIRE, "x", callee="require", statement='load("x")',
    ),
    Row('require.resolve("x")', Form.REQUIRE_RESOLVE, "x", callee="require.resolve"),
    Row('require.resolve("x", { paths: [] })', Form.REQUIRE_RESOLVE, "x", callee="require.resolve"),
    Row('import.meta.resolve("x")', Form.IMPORT_META_RESOLVE, "x", callee="import.meta.resolve"),
]  # fmt: skip


def _type(source: str) -> Row:
    statement = source[source.index("import(") : source.index(")", source.index("import(")) + 1]
    return Row(source, IMPORT_TYPE, "./a", type_only=True, statement=statement)


TYPES = [
    _type('let a: import("./a").B;'),
    _type('let a: import("./a").B<string>;'),
    _type('let a: import("./a").B.C[];'),
    _type('let a: import("./a", { with: { "resolution-mode": "import" } }).B<string>;'),
    _type('let a: typeof import("./a");'),
    _type('let a: typeof import("./a").b;'),
    _type('let a: Array<import("./a").B>;'),
    _type('let a: [import("./a").B, c?: string];'),
    _type('let a: (b: import("./a").B) => void;'),
    _type('let a: () => import("./a").B;'),
    _type('type A = import("./a").B;'),
    _type('type A = import("./a").B["c"];'),
    _type('type A = (typeof import("./a"))["b"];'),
    _type('type A = keyof typeof import("./a");'),
    _type('type A = B | import("./a").B;'),
    _type('type A = { readonly b?: import("./a").B };'),
    _type('type A<B extends import("./a").B> = B;'),
    _type('type A = B extends import("./a").B ? C : D;'),
    _type('type A = ReturnType<typeof import("./a")["b"]>;'),
    _type('interface A extends import("./a").B {}'),
    _type('class A implements import("./a").B {}'),
    _type('class A { b!: import("./a").B; }'),
    _type('function a(): Promise<import("./a").B> { return b }'),
    _type('function a(b: unknown): b is import("./a").B { return true }'),
    _type('const a = b as import("./a").B;'),
    _type('const a = b as unknown as typeof import("./a");'),
    _type('const a = b satisfies import("./a").B;'),
    _type('const a = <import("./a").B>b;'),
    _type('const a = b<import("./a").B>(c);'),
    _type('const a = b<string, typeof import("./a")>(c);'),
    _type('const a = { ...(await original<typeof import("./a")>()) };'),
    _type('declare global { var a: import("./a").B; }'),
    Row('/** @type {import("./a").B} */\nlet a;', IMPORT_TYPE, "./a", "", True, "", 'import("./a"', "a.js"),
    Row('/**\n * @param {Array<import("./a").B>} b why\n */\nfunction f(b) {}', IMPORT_TYPE, "./a", "", True, "",
        'import("./a"', "a.js"),
    Row('/** @import { B } from "./a" */', IMPORT_TYPE, "./a", "", True, "", 'import { B } from "./a"', "a.mjs"),
]  # fmt: skip


def _mock(callee: str, form: Form = MOCK) -> Row:
    return Row(f'{callee}("x", () => ({{ a: f(")") }}))', form, "x", callee=callee)


MOCKS = [
    *(_mock(f"vi.{method}") for method in ("mock", "doMock", "unmock", "doUnmock", "importMock")),
    *(_mock(f"vitest.{method}") for method in ("mock", "doMock", "unmock", "doUnmock", "importMock")),
    *(_mock(f"jest.{method}") for method in ("mock", "doMock", "unmock", "dontMock", "deepUnmock", "setMock")),
    *(_mock(f"jest.{method}") for method in ("requireMock", "createMockFromModule", "genMockFromModule")),
    *(_mock(f"jest.{method}") for method in ("unstable_mockModule", "unstable_unmockModule")),
    *(_mock(f"rs.{method}") for method in ("mock", "doMock", "mockRequire", "unmockRequire", "requireMock")),
    *(_mock(callee, Form.IMPORT_ACTUAL) for callee in ("vi.importActual", "jest.requireActual", "rs.requireActual")),
    _mock("mock.module"),
    Row('vi.mock(import("x"), () => ({}))', MOCK, "x", callee="vi.mock"),
    Row('vi.mock(import("x"))', MOCK, "x", callee="vi.mock"),
    Row("vi\n  .mock(`x`)", MOCK, "x", callee="vi.mock"),
    Row('vi.mock<Foo>("x")', MOCK, "x", callee="vi.mock"),
    Row('test("a", (t) => { t.mock.module("x"); });', MOCK, "x", callee="mock.module", statement='mock.module("x")'),
    Row('jest.mock(a()).mock("x")', MOCK, "x", callee="jest.mock", statement='mock("x")'),
    Row('const a = { ...jest.requireActual("x") };', Form.IMPORT_ACTUAL, "x", "", False, "jest.requireActual",
        'jest.requireActual("x")'),
]  # fmt: skip

OTHERS = [
    Row('/// <reference path="./a.d.ts" />', Form.TRIPLE_SLASH, "./a.d.ts", callee="path"),
    Row("/// <reference types='x' />", Form.TRIPLE_SLASH, "x", callee="types"),
    Row('///<reference resolution-mode="import" types="x"/>', Form.TRIPLE_SLASH, "x", callee="types"),
    Row('// hello\n/// <reference types="x" />\nlet a', Form.TRIPLE_SLASH, "x", "", False, "types",
        '/// <reference types="x" />'),
    Row('declare module "x" { const a: string; }', Form.DECLARE_MODULE, "x"),
    Row('const a = "module "; declare module "x" {}', Form.DECLARE_MODULE, "x", statement='declare module "x" {}'),
    Row('declare module "x";', Form.DECLARE_MODULE, "x", statement='declare module "x"'),
    Row("declare module '*.css'\n{\n}", Form.DECLARE_MODULE, "*.css"),
]  # fmt: skip

ROWS = [*IMPORTS, *REEXPORTS, *DYNAMIC, *TYPES, *MOCKS, *OTHERS]
