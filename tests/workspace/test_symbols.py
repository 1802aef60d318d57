"""Where exported names are declared."""

import pytest

from migrator.tree import MemoryTree, MissingFileError
from migrator.workspace import Declaration, Project, Symbols


def symbols_of(files: dict[str, str]) -> Symbols:
    return Project(MemoryTree({path: text.encode() for path, text in files.items()})).symbols


def test_a_name_declared_where_it_is_asked_for() -> None:
    symbols = symbols_of({"a.ts": "export const a = 1, b = 2;\nexport function f() {}\nexport class C {}\n"})

    assert symbols.declaration("a.ts", "a") == Declaration("a.ts", "a", local="a")
    assert symbols.declaration("a.ts", "C") == Declaration("a.ts", "C", local="C")
    assert list(symbols.names("a.ts")) == ["C", "a", "b", "f"]


def test_no_such_name() -> None:
    symbols = symbols_of({"a.ts": "export const a = 1;\nconst hidden = 2;\n"})

    assert symbols.declaration("a.ts", "hidden") is None
    assert symbols.declaration("a.ts", "default") is None


def test_no_such_module() -> None:
    with pytest.raises(MissingFileError):
        symbols_of({}).declaration("a.ts", "a")


def test_exported_under_another_name() -> None:
    symbols = symbols_of({"a.ts": "const inner = 1;\nexport { inner as outer };\n"})

    assert symbols.declaration("a.ts", "outer") == Declaration("a.ts", "outer", local="inner")
    assert symbols.declaration("a.ts", "inner") is None


@pytest.mark.parametrize(
    ("statement", "asked", "found"),
    [
        ('export { a } from "./a";', "a", "a"),
        ('export { a as b } from "./a";', "b", "a"),
        ('export { default } from "./a";', "default", "default"),
        ('export { default as a } from "./a";', "a", "default"),
        ('export { a as default } from "./a";', "default", "a"),
        ('export * from "./a";', "a", "a"),
        ('export * as ns from "./a";', "ns", "*"),
        ('import { a } from "./a";\nexport { a };', "a", "a"),
        ('import { a as x } from "./a";\nexport { x as y };', "y", "a"),
        ('import d from "./a";\nexport { d };', "d", "default"),
        ('import d from "./a";\nexport default d;', "default", "default"),
        ('import * as ns from "./a";\nexport { ns };', "ns", "*"),
        ('import x, { a as b } from "./a";\nexport { x, b };', "b", "a"),
    ],
)
def test_one_re_export_away(statement: str, asked: str, found: str) -> None:
    symbols = symbols_of({"a.ts": "export const a = 1;\nexport default class {}\n", "b.ts": statement})

    declaration = symbols.declaration("b.ts", asked)

    assert declaration is not None
    assert (declaration.path, declaration.name) == ("a.ts", found)
    assert asked in symbols.names("b.ts")


def test_a_chain_of_every_kind_across_packages() -> None:
    symbols = symbols_of(
        {
            "package.json": '{"workspaces": ["packages/*", "apps/*"]}',
            "packages/log/package.json": '{"name": "@acme/log", "exports": {".": {"import": "./src/index.ts"}}}',
            "packages/log/src/index.ts": 'export * from "./create";\n',
            "packages/log/src/create.ts": 'import { make } from "./make.js";\nexport { make as createLogger };\n',
            "packages/log/src/make.ts": "export function make() {}\n",
            "apps/web/package.json": '{"name": "web", "dependencies": {"@acme/log": "*"}}',
            "apps/web/tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
            "apps/web/src/lib/logger.ts": 'export { createLogger as logger } from "@acme/log";\n',
            "apps/web/src/lib/index.ts": 'export * from "@/lib/logger";\n',
        }
    )

    assert symbols.declaration("apps/web/src/lib/index.ts", "logger") == Declaration(
        "packages/log/src/make.ts", "make", local="make"
    )


def test_default_does_not_come_through_a_star() -> None:
    symbols = symbols_of({"a.ts": "export default 1;\nexport const a = 1;\n", "b.ts": 'export * from "./a";\n'})

    assert symbols.declaration("b.ts", "default") is None
    assert list(symbols.names("b.ts")) == ["a"]


def test_two_stars_that_bring_different_things_bring_neither() -> None:
    files = {
        "a.ts": "export const x = 1, a = 1;",
        "b.ts": "export const x = 2, b = 1;",
        "c.ts": 'export * from "./a"; export * from "./b";',
    }

    symbols = symbols_of(files)

    assert symbols.declaration("c.ts", "x") is None
    assert list(symbols.names("c.ts")) == ["a", "b"]


def test_two_stars_that_bring_the_same_thing_bring_it() -> None:
    files = {
        "a.ts": "const inner = 1;\nexport { inner as x, inner as y };",
        "left.ts": 'export { x } from "./a";',
        "right.ts": 'export { y as x } from "./a";',
        "c.ts": 'export * from "./left"; export * from "./right";',
    }

    declaration = symbols_of(files).declaration("c.ts", "x")

    assert declaration is not None
    assert declaration.binding == ("a.ts", "inner")


def test_a_name_of_its_own_goes_before_a_star() -> None:
    symbols = symbols_of({"a.ts": "export const x = 1;", "b.ts": 'export * from "./a"; export const x = 2;'})

    assert symbols.declaration("b.ts", "x") == Declaration("b.ts", "x", local="x")


def test_circles_of_re_exports_end() -> None:
    files = {
        "a.ts": 'export { x } from "./b"; export * from "./c"; export const a = 1;',
        "b.ts": 'export { x } from "./a"; export * from "./a";',
        "c.ts": 'export * from "./a"; export * from "./c"; export const c = 1;',
    }

    symbols = symbols_of(files)

    assert symbols.declaration("a.ts", "x") is None
    assert symbols.declaration("b.ts", "a") == Declaration("a.ts", "a", local="a")
    assert list(symbols.names("b.ts")) == ["a", "c"]


def test_a_chain_longer_than_the_recursion_limit() -> None:
    count = 1_500
    files = {f"m{index}.ts": f'export * from "./m{index + 1}";' for index in range(count)}

    declaration = symbols_of({**files, f"m{count}.ts": "export const x = 1;"}).declaration("m0.ts", "x")

    assert declaration is not None
    assert declaration.path == f"m{count}.ts"


def test_out_of_the_tree() -> None:
    manifest = '{"dependencies": {"zod": "3", "inngest": "3"}}'
    source = (
        'export { z as schema } from "zod";\nimport fs from "node:fs";\nexport { fs };\nexport * from "inngest/next";\n'
    )
    symbols = symbols_of({"package.json": manifest, "a.ts": source})

    assert symbols.declaration("a.ts", "schema") == Declaration(None, "z", external="zod")
    assert symbols.declaration("a.ts", "fs") == Declaration(None, "default", external="node:fs")
    assert symbols.declaration("a.ts", "serve") == Declaration(None, "serve", external="inngest/next")
    assert symbols.unlisted("a.ts") == ("inngest/next",)
    assert list(symbols.names("a.ts")) == ["fs", "schema"]


def test_two_ways_out_of_the_tree_leave_a_name_unknown() -> None:
    manifest = '{"dependencies": {"zod": "3", "inngest": "3"}}'
    symbols = symbols_of({"package.json": manifest, "a.ts": 'export * from "zod"; export * from "inngest";'})

    assert symbols.declaration("a.ts", "z") is None
    assert symbols.unlisted("a.ts") == ("inngest", "zod")


def test_a_chain_into_a_missing_module_is_unknown() -> None:
    symbols = symbols_of(
        {"a.ts": 'export { x } from "./generated/client";', "b.ts": 'export * from "./generated/client";'}
    )

    assert symbols.declaration("a.ts", "x") is None
    assert symbols.declaration("b.ts", "x") is None
    assert symbols.unlisted("b.ts") == ("./generated/client",)


@pytest.mark.parametrize(
    ("statement", "type_only"),
    [
        ('export { A } from "./a";', False),
        ('export type { A } from "./a";', True),
        ('export { type A } from "./a";', True),
        ('export type * from "./a";', True),
        ('import type { A } from "./a";\nexport { A };', True),
        ('import { type A } from "./a";\nexport { A };', True),
        ('export type * from "./a";\nexport * from "./a";', False),
    ],
)
def test_type_only_is_carried_along(statement: str, type_only: bool) -> None:
    declaration = symbols_of({"a.ts": "export class A {}\n", "b.ts": statement}).declaration("b.ts", "A")

    assert declaration == Declaration("a.ts", "A", local="A")
    assert declaration.type_only is type_only


def test_a_value_goes_before_a_type_of_the_same_name() -> None:
    source = "export type Event = string;\nexport const Event = 1;\n"
    declaration = symbols_of({"a.ts": source}).declaration("a.ts", "Event")

    assert declaration is not None
    assert not declaration.type_only


def test_an_asset_declares_whatever_is_asked_of_it() -> None:
    symbols = symbols_of({"a.ts": 'import settings from "./a.json";\nexport { settings };\n', "a.json": "{}"})

    assert symbols.declaration("a.ts", "settings") == Declaration("a.json", "default")


def test_commonjs_declares_whatever_is_asked_of_it() -> None:
    files = {"a.cjs": "module.exports = { a: 1 };", "b.ts": 'export { a } from "./a.cjs";', "c.ts": "const c = 1;"}
    symbols = symbols_of(files)

    assert symbols.declaration("b.ts", "a") == Declaration("a.cjs", "a")
    assert symbols.declaration("c.ts", "c") is None


def test_export_equals_is_what_a_default_import_takes() -> None:
    symbols = symbols_of({"a.cts": "class A {}\nexport = A;\n", "b.ts": 'export { default as A } from "./a.cjs";'})

    assert symbols.declaration("b.ts", "A") == Declaration("a.cts", "default", local="A")
