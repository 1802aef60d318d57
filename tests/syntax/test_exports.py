"""What a module offers: declarations, lists, defaults and re-exports."""

from __future__ import annotations

import pytest

from migrator.syntax import Module

# source, then one "name < local" per export; `(type)` where it is one.
EXPORTS = [
    ("export const a = 1;", "a < a"),
    ("export const a = 1, b = 2;", "a < a; b < b"),
    ("export const { a, b: c, d = 1, ...e } = x;", "a < a; c < c; d < d; e < e"),
    ("export const [a, , [b] = []] = x;", "a < a; b < b"),
    ("export let a: string;", "a < a"),
    ("export function a() {}", "a < a"),
    ("export function a(): void\nexport function a() {}", "a < a; a < a"),
    ("export async function* a() {}", "a < a"),
    ("export class A {}", "A < A"),
    ("export abstract class A {}", "A < A"),
    ("@b() export class A {}", "A < A"),
    ("export interface A {}", "A < A (type)"),
    ("export type A = 1;", "A < A (type)"),
    ("export enum A { B }", "A < A"),
    ("export const enum A { B }", "A < A"),
    ("export namespace A.B {}", "A < A"),
    ("export declare const a: 1;", "a < a"),
    ("export declare function a(): void;", "a < a"),
    ("export declare namespace A {}", "A < A"),
    ("export import a = B.c;", "a < a"),
    ("export default 1;", "default < None"),
    ("export default a;", "default < a"),
    ("export default a.b();", "default < None"),
    ("export default function () {}", "default < None"),
    ("export default function a() {}", "default < a"),
    ("export default async () => 1;", "default < None"),
    ("export default class {}", "default < None"),
    ("export default class A {}", "default < A"),
    ("export default abstract class A {}", "default < A"),
    ("export default interface A {}", "default < A (type)"),
    ("export default { a: 1 } satisfies B;", "default < None"),
    ("export = a;", "export= < a"),
    ("export { a, b as c, d as default };", "a < a; c < b; default < d"),
    ('export { a as "b-c" };', "b-c < a"),
    ("export { type A, type B as C, d };", "A < A (type); C < B (type); d < d"),
    ("export type { A, B as C };", "A < A (type); C < B (type)"),
    ("export { type };", "type < type"),
    ("export {};", ""),
    ("const a = 1; function b() {}", ""),
    ("export as namespace A;", ""),
    ('declare module "x" { export const a: 1; export * from "y"; }', ""),
    ("namespace A { export const b = 1; }", ""),
    ("export declare global { const a: 1 }", ""),
    ('// export const a = 1;\nconst b = "export { c }";', ""),
]


@pytest.mark.parametrize(("source", "expected"), EXPORTS, ids=[source for source, _ in EXPORTS])
def test_exports_of_its_own(source: str, expected: str):
    found = [
        f"{export.name} < {export.local}{' (type)' if export.type_only else ''}"
        for export in Module("a.ts", source.encode()).exports
    ]
    assert "; ".join(found) == expected


REEXPORTS = [
    ('export { a, b as c, default as d } from "x";', [("a", "a"), ("c", "b"), ("d", "default")]),
    ('export * from "x";', [("*", "*")]),
    ('export * as a from "x";', [("a", "*")]),
    ('export import a = require("x");', [("a", "*")]),
    ('export { a } from "x" with { type: "json" };', [("a", "a")]),
]


@pytest.mark.parametrize(("source", "expected"), REEXPORTS)
def test_reexports_tell_where_from_and_under_which_name(source: str, expected: list[tuple[str, str]]):
    exports = Module("a.ts", source.encode()).exports
    assert [(export.name, export.imported) for export in exports] == expected
    assert all(export.reference is not None and export.reference.specifier == "x" for export in exports)


def test_type_only_reexports():
    exports = Module(
        "a.ts", b'export type { A } from "x"; export { type B, c } from "x"; export type * from "y"'
    ).exports
    assert [(export.name, export.type_only) for export in exports] == [
        ("A", True),
        ("B", True),
        ("c", False),
        ("*", True),
    ]


def test_spans_and_order():
    source = b'export { a as b } from "x";\nexport const c = 1, d = 2;\nexport function e() {}\nexport { f };\n'
    spans = [export.span.of(source) for export in Module("a.ts", source).exports]
    assert spans == [b"a as b", b"c = 1", b"d = 2", b"export function e() {}", b"f"]


def test_exports_behind_something_the_grammar_cannot_read_are_not_lost():
    # The grammar takes `X` and the `<T>` of the next line for one type; TypeScript does so only on one line.
    source = (
        b"export const before = 1;\ninterface Each {\n  <T extends any[]>(a: T): any\n  <T>(a: T): X\n"
        b"  (\n    a: A,\n  ): void\n  <T>(b: T): void\n}\n"
        + b"export const broken = <T>(\n"
        + b"/* export const no = 1 */\n"
        b"export interface After {}\nexport default class Last {}\nexport { a, b as c }\n"
    )
    module = Module("a.tsx", source)
    assert module.errors
    names = {export.name for export in module.exports}
    assert {"before", "broken", "After", "default", "a", "c"} <= names
    assert "no" not in names
