"""Which declaration a name refers to. `/*@a*/` marks a declaration, `/*?a*/` a use of it, `/*?-*/` no use of anything.

Every use of a marked declaration has to be marked: a use too many is as wrong as one too few.
"""

from __future__ import annotations

import re

import pytest

from migrator.syntax import Module, Node
from migrator.syntax.scopes.scope_pass import NAMES

MARK = re.compile(rb"/\*([@?])([\w,-]+)\*/")

CASES = {
    "a parameter shadows": "const /*@a*/x = 1; function f(/*@b*/x: number) { return /*?b*/x } /*?a*/x;",
    "arrow with a lone parameter": "const /*@a*/x = 1; const f = /*@b*/x => /*?b*/x + 1; f(/*?a*/x);",
    "destructured parameters": """
        const /*@x*/x = 1, /*@y*/y = 2, /*@z*/z = 3, /*@r*/r = 4;
        function f({ /*@a*/x, y: /*@b*/q = /*?y*/y, ...{ /*@c*/r } }, [, /*@d*/z = /*?a*/x, .../*@e*/w] = /*?y*/y) {
          return [/*?a*/x, /*?b*/q, /*?y*/y, /*?c*/r, /*?d*/z, /*?e*/w];
        }
        f(/*?x*/x, /*?z*/z, /*?r*/r);
    """,
    "a default does not see the body": """
        const /*@a*/x = 1;
        function f(p = /*?a*/x) { var /*@b*/x = 2; return /*?b*/x }
    """,
    "a var of a parameter's name is the parameter": "function f(/*@a*/x) { if (1) { var x = /*?a*/x } return /*?a*/x }",
    "rest parameter": "function f(a, .../*@r*/rest) { return /*?r*/rest }",
    "var hoists to the function": """
        var /*@a*/x = 0;
        function f() { /*?b*/x = 1; if (1) { for (;;) { var /*@b*/x = 2 } } }
        /*?a*/x;
    """,
    "let and const stay in the block": """
        const /*@a*/x = 0;
        { let /*@b*/x = 1; { const /*@c*/x = /*?c*/x; } /*?b*/x }
        /*?a*/x;
    """,
    "used before it is declared": "function f() { return /*?a*/later } const /*@a*/later = 1;",
    "functions hoist in their block": "/*?a*/f(); function /*@a*/f() {} { /*?b*/f(); function /*@b*/f() {} }",
    "overloads are one": """
        export function /*@a*/f(x: string): void;
        export function f(x: number): void;
        export function f(x: unknown) { /*?a*/f(x as string) }
    """,
    "a named function expression": "const /*@a*/f = function /*@b*/f() { /*?b*/f() }; /*?a*/f();",
    "a parameter over the expression's own name": "(function f(/*@a*/f) { /*?a*/f })",
    "a generator": "function* /*@a*/g() { yield* /*?a*/g() } const h = function* /*@b*/g() { /*?b*/g() };",
    "a class and its own name": """
        class /*@a*/C { m(): /*?a*/C { return new /*?a*/C() } }
        const D = class /*@b*/C { n(c: /*?b*/C) {} };
    """,
    "an abstract class": "export abstract class /*@a*/C {} class D extends /*?a*/C {}",
    "catch": "const /*@a*/e = 1; try {} catch (/*@b*/e) { /*?b*/e } try {} catch { /*?a*/e }",
    "catch destructured": "try {} catch ({ /*@a*/message, cause: { code: /*@b*/code } }) { /*?a*/message; /*?b*/code }",
    "for": "const /*@a*/i = 1; for (let /*@b*/i = 0; /*?b*/i < 1; /*?b*/i++) { /*?b*/i } /*?a*/i;",
    "for of and for in": """
        const /*@a*/x = 1, /*@l*/list = [];
        for (const { /*@b*/x } of /*?l*/list) /*?b*/x;
        for (/*?a*/x of /*?l*/list) {}
        for (const /*@c*/k in /*?l*/list) { /*?c*/k }
    """,
    "for with var": "function f() { for (var /*@a*/i of []) {} return /*?a*/i }",
    "switch": "const /*@a*/x = 1; switch (/*?a*/x) { case 1: let /*@b*/x = 2; /*?b*/x }",
    "labels, members and keys are no uses": """
        const /*@a*/x = 1;
        x: for (;;) { break x }
        const o = { x: 1, [/*?a*/x]: 2, x() {} }; o.x; o?.x; class C { x = /*?a*/x; #x = 1; static x: number }
    """,
    "shorthand is a use": "import { /*@a*/inngest } from 'q'; serve({ /*?a*/inngest, client: /*?a*/inngest });",
    "destructuring assignment": """
        let /*@a*/x, /*@b*/y; ({ /*?a*/x, k: /*?b*/y = /*?a*/x } = q); [/*?a*/x, /*?b*/y] = q;
    """,
    "imports": """
        import /*@d*/d, { /*@a*/a, b as /*@b*/c, type /*@t*/T } from 'q';
        import * as /*@n*/ns from 'r';
        import /*@e*/eq = require('s');
        const x: /*?t*/T = [/*?d*/d, /*?a*/a, /*?b*/c, /*?n*/ns.a, /*?e*/eq, /*?-*/b];
    """,
    "an import shadowed": """
        import { /*@a*/inngest } from 'q'; function f(/*@b*/inngest) { /*?b*/inngest.send() } /*?a*/inngest;
    """,
    "export lists": "const /*@a*/x = 1, /*@b*/y = 2; export { /*?a*/x, /*?b*/y as default };",
    "re-exports use nothing": """
        const /*@a*/x = 1; export { /*?-*/x, y as /*?-*/x } from 'q'; export * as /*?-*/x from 'r'; /*?a*/x;
    """,
    "export default": "const /*@a*/x = 1; export default /*?a*/x;",
    "export assignment": "class /*@a*/x {} export = /*?a*/x;",
    "a type and a value of one name": """
        const /*@v*/A = 1; type /*@t*/A = number;
        const x: /*?t*/A = /*?v*/A; type Q = typeof /*?v*/A; function f(a: /*?t*/A) { return /*?v*/A }
    """,
    "a value does not shadow a type": "interface /*@t*/A {} function f(/*@v*/A: /*?t*/A): /*?t*/A { return /*?v*/A }",
    "an interface in two parts": "interface /*@a*/A { x: 1 } interface A { y: /*?a*/A } type B = /*?a*/A;",
    "a class that implements and extends": """
        class /*@b*/B {} interface /*@i*/I {} const /*@x*/mixin = (c) => c;
        class D extends /*?x*/mixin(/*?b*/B) implements /*?i*/I {}
        interface J extends /*?i*/I {}
    """,
    "type parameters shadow": """
        type /*@t*/T = 1; class C</*@a*/T> { m</*@b*/T>(x: /*?b*/T): void {} y: /*?a*/T }
        function f</*@c*/T extends /*?c*/T[]>(x: /*?c*/T) {} const z: /*?t*/T = 1;
        type G</*@d*/T = string> = /*?d*/T; interface H</*@e*/T> { x: /*?e*/T }
        const g = </*@f*/T,>(x: /*?f*/T) => x;
    """,
    "type parameters don't shadow values": "const /*@v*/T = 1; function f</*@t*/T>(x: /*?t*/T) { return /*?v*/T }",
    "mapped types": "type M</*@t*/T> = { [/*@k*/K in keyof /*?t*/T as `a${/*?k*/K}`]: /*?t*/T[/*?k*/K] };",
    "infer": "type U = 1; type E</*@t*/T> = /*?t*/T extends (infer /*@u*/U)[] ? /*?u*/U : never;",
    "signatures": """
        const /*@a*/x = 1;
        type F = (/*@b*/x: string) => /*?b*/x is string; type N = new (/*@c*/x: typeof /*?c*/x) => void;
        interface I { m(/*@d*/x: 1): typeof /*?d*/x; (/*@e*/x): typeof /*?e*/x; [/*@f*/x: string]: typeof /*?f*/x }
        type L = [/*?-*/x: string, y: typeof /*?a*/x];
    """,
    "enum": """
        const /*@x*/A = 1;
        enum /*@e*/E { /*@m*/A = 1, B = /*?m*/A | 2 }
        const y: /*?e*/E = /*?e*/E.A; type T = /*?e*/E.A; /*?x*/A;
    """,
    "namespaces": """
        const /*@a*/x = 1;
        namespace /*@n*/N { export const /*@b*/x = 2; export type /*@t*/T = typeof /*?b*/x; const y: /*?t*/T = 1 }
        namespace P.Q { var /*@c*/x = 3; /*?c*/x }
        type U = /*?n*/N.T; /*?n*/N.x; /*?a*/x;
        import /*@m*/M = /*?n*/N.x; /*?m*/M;
    """,
    "a namespace that adds to a function": "function /*@f*/f() {} namespace f { const a = 1 } /*?f*/f.a; /*?f*/f();",
    "ambient": """
        declare const /*@a*/x: number; declare function /*@f*/f(): void; declare class /*@c*/C {}
        declare global { var /*@g*/x: string; interface Window { y: typeof /*?g*/x } }
        declare module 'q' { export const /*@m*/x: typeof /*?m*/x }
        /*?a*/x; /*?f*/f(); new /*?c*/C();
    """,
    "declared global": """
        import { /*@p*/Prisma } from 'q';
        declare global { var /*@g*/prisma: /*?p*/Prisma; interface /*@w*/Window { a: 1 } }
        /*?g*/prisma = new /*?p*/Prisma(); type W = /*?w*/Window;
    """,
    "using": """
        const /*@a*/x = 1;
        { using /*@b*/x = open(), /*@c*/y = open(); await using /*@d*/z = open(); [/*?b*/x, /*?c*/y, /*?d*/z] }
        /*?a*/x;
    """,
    "static blocks": "const /*@a*/x = 1; class C { static { var /*@b*/x = 2; /*?b*/x } y = /*?a*/x }",
    "decorators": """
        const /*@t*/token = 1; const /*@d*/dec = (x) => x;
        @/*?d*/dec(/*?t*/token) class C {
          @/*?d*/dec(/*?t*/token) m(@/*?d*/dec(/*?t*/token) /*@p*/token: string, y = /*?p*/token) { /*?p*/token }
          constructor(private readonly /*@q*/token: number) { /*?q*/token }
        }
    """,
    "globals are nobody's": "/*?-*/console.log(/*?-*/nothing); function f(a) { /*?-*/arguments }",
    "async, await, assertions, satisfies": """
        import { /*@a*/a, type /*@t*/T } from 'q';
        async () => { (await /*?a*/a)! as /*?t*/T; /*?a*/a satisfies /*?t*/T; `${/*?a*/a}`; /*?a*/a``; new /*?a*/a.B() }
    """,
    "generics in calls": "import { /*@a*/f, type /*@t*/T } from 'q'; /*?a*/f</*?t*/T>(); new /*?a*/f</*?t*/T[]>();",
    "type and value exported under one name": """
        export const /*@v*/A = 1; type /*@t*/A = 2; export { /*?v,t*/A as B }; let q: /*?t*/A;
    """,
}

ELEMENTS = b"""
import { Card, Ns } from 'q'; const div = 1, x = 2;
const e = <Card x={x} {...div}><div x="1"/><Ns.Item /><a:x /></Card>;
function f({ as: Card }) { return <Card /> }
"""


def marked(text: str) -> tuple[Module, dict[str, Node], list[tuple[str, Node]]]:
    module = Module("a.ts", text.encode())
    names = {node.span.start: node for node in module.root.descendants(*NAMES, "property_identifier")}
    marks = [(found[1], found[2].decode(), names[found.end()]) for found in MARK.finditer(module.source)]
    declared = {name: node for sign, name, node in marks if sign == b"@"}
    return module, declared, [(name, node) for sign, name, node in marks if sign == b"?"]


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_names_refer_to_their_declarations(text: str) -> None:
    module, declared, uses = marked(text)
    assert not module.errors
    bindings = module.bindings
    for name, node in uses:
        found = bindings.resolve(node)
        if name == "-":
            assert found is None, f"{node} refers to {found}"
        else:
            assert found is not None, f"{node} refers to nothing"
            assert found.node == declared[name.split(",")[0]], f"{node} refers to {found}"
    for name, node in declared.items():
        binding = bindings.resolve(node)
        assert binding is not None
        assert binding.node == node
        assert [use for wanted, use in uses if name in wanted.split(",")] == list(bindings.uses(binding))


def test_element_names_are_uses_unless_they_are_html() -> None:
    module = Module("a.tsx", ELEMENTS)
    assert not module.errors
    names = module.bindings.top_level
    uses = {name: [use.position for use in module.bindings.uses(binding)] for name, binding in names.items()}
    assert uses["Card"] == [(3, 12), (3, 64)]
    assert uses["Ns"] == [(3, 45)]
    assert uses["div"] == [(3, 27)]
    assert uses["x"] == [(3, 20)]
    last = list(module.root.descendants("identifier"))[-1]
    shadowing = module.bindings.resolve(last)
    assert shadowing is not None
    assert (last.text, shadowing.kind, shadowing.node.position) == ("Card", "param", (4, 18))


def test_what_is_imported_and_declared() -> None:
    module = Module(
        "a.ts",
        b"import d, { a as b, type T } from './x'; import * as ns from 'y'; import 'z'; export { q } from './r';\n"
        b"import eq = require('e'); const { one, two: [three] } = d; export function four() { const five = 1 }\n",
    )
    imports = module.bindings.imports
    assert {local: (reference.specifier, name.imported) for local, (reference, name) in imports.items()} == {
        "d": ("./x", "default"),
        "b": ("./x", "a"),
        "T": ("./x", "T"),
        "ns": ("y", "*"),
        "eq": ("e", "*"),
    }
    kinds = {name: binding.kind for name, binding in module.bindings.top_level.items()}
    assert kinds == {
        **dict.fromkeys(("d", "b", "T", "ns", "eq"), "import"),
        **dict.fromkeys(("one", "three"), "const"),
        "four": "function",
    }


def test_names_that_nothing_declares() -> None:
    module = Module("a.ts", b"const a = process.env.X; function f(b) { return b + c } type T = Promise<U>;")
    assert [node.text for node in module.bindings.free] == ["process", "c", "Promise", "U"]


@pytest.mark.parametrize(
    ("source", "name", "place"),
    [
        ("const old = 1; old;", "new_", None),
        ("const old = 1; const new_ = 2;", "new_", (1, 22)),
        ("const old = 1; function f(new_) { return new_ }", "new_", None),
        ("const old = 1; function f(new_) { return old }", "new_", (1, 27)),
        ("const old = 1; function f() { const new_ = 1; { old } }", "new_", (1, 37)),
        ("const old = 1; fetch();", "fetch", (1, 16)),
        ("const old = 1; function f(fetch) { fetch() }", "fetch", None),
        ("const Old = 1; <Old/>", "Other", None),
        ("const Old = 1; <Old/>", "old", (1, 17)),
        ("const Old = 1; f(Old)", "old", None),
        ("const Old = {}; <Old.Item/>", "old", None),
        ("const old = 1; x.new_; ({ new_: 1 });", "new_", None),
    ],
)
def test_what_stands_in_the_way_of_a_name(source: str, name: str, place: tuple[int, int] | None):
    bindings = Module("a.tsx", source.encode()).bindings
    (old,) = bindings.named("old") or bindings.named("Old")
    found = bindings.obstacle(old, name)
    assert (found and tuple(found.position)) == place


def test_a_type_and_a_value_of_one_name():
    bindings = Module("a.ts", b"export const a = 1; export type a = string; { const a = 2 }").bindings
    assert [binding.kind for binding in bindings.named("a")] == ["const", "type"]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("const a = 1; function f(x) { return x }", None),
        ("const x = 1;", (1, 7)),
        ("type x = 1;", (1, 6)),
        ("const a = 1; f(() => x)", (1, 22)),
        ("a.x; ({ x: 1 });", None),
    ],
)
def test_whether_a_name_is_taken(source: str, place: tuple[int, int] | None):
    found = Module("a.ts", source.encode()).bindings.taken("x")
    assert (found and tuple(found.position)) == place
