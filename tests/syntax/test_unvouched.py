"""Where the grammar is at a loss, a reference is recovered or reported: never missed, never made up."""

from __future__ import annotations

import pytest

from migrator.syntax import Module

# Valid TypeScript, and almost valid, that tree-sitter-typescript 0.23.2 reports as an error.
TRIPS_THE_GRAMMAR = [
    'export type * from "x"',
    'export type * as a from "x"',
    'import defer * as a from "x"',
    'import source a from "x"',
    'let a: import("x").Foo<string>',
    'export type { type } from "x"',
    'export { a } from "x" with { type: "json" }',
    'export * from "x" with { type: "json" }',
    'export import a = require("x")',
    'let a: import("x", { with: { "resolution-mode": "import" } }).A<B>',
    'const a = import.defer("x")',
    'interface A extends import("x").B {}',
    'interface A<in T, out U> { a: T }\nimport a from "x"',
    'import a from "x" import b from "y"',
    'import a from "x"\nconst b = (',
    'import a from "x"\n}}}}',
]


@pytest.mark.parametrize("path", ["a.ts", "a.tsx"])
@pytest.mark.parametrize("source", TRIPS_THE_GRAMMAR)
def test_a_reference_the_grammar_stumbles_at_is_recovered(source: str, path: str):
    module = Module(path, source.encode())
    assert module.references[0].specifier == "x"
    assert module.unvouched == ()


def test_a_bare_ampersand_in_jsx_text_costs_no_import():
    source = (
        b'import a from "x";\nexport const A = () => (\n  <p>\n    Tom & Jerry don\'t `care`\n  </p>\n);\n'
        b'export const B = lazy(() => import("y"));\nexport { c } from "z";\n'
    )
    module = Module("a.tsx", source)
    assert module.errors
    seen = {reference.specifier for reference in module.references}
    seen |= {span.of(source).decode() for span in module.unvouched}
    assert seen == {"x", "y", "z"}
    assert {"x", "z"} <= {reference.specifier for reference in module.references}


DOUBTFUL = [
    ("import(`./locales/${language}.json`)", "./locales/"),
    ('import("./locales/" + language)', "./locales/"),
    ('require("./" + name)', "./"),
    ('import("./a" as string)', "./a"),
    ("vi.mock(`./${name}`)", "./"),
    ('new Worker(new URL("./worker.ts", import.meta.url))', "./worker.ts"),
    ('import.meta.glob("./pages/*.tsx")', "./pages/*.tsx"),
    ('import.meta.glob(["./pages/*.tsx", "!./pages/a.tsx"], { eager: true })', "./pages/*.tsx"),
    ('export a from "x"', "x"),
    ('import typeof A from "x"', "x"),
    ('import a, b from "x"', "x"),
]


@pytest.mark.parametrize(("source", "known"), DOUBTFUL)
def test_what_names_a_file_in_part_or_oddly_is_reported(source: str, known: str):
    module = Module("a.ts", source.encode())
    assert module.references == ()
    assert [span.of(module.source).decode() for span in module.unvouched] == [known]


@pytest.mark.parametrize("source", ["import(`${name}`)", "require(`${a}/b`)", 'new URL("./a", base)', "import(name)"])
def test_a_specifier_of_which_nothing_is_known_is_not_reported(source: str):
    module = Module("a.ts", source.encode())
    assert (module.references, module.unvouched) == ((), ())


def test_broken_jsx_text_that_reads_like_code_is_reported_and_not_taken():
    source = b'const a = <p>{ & require("x") & </p>;\nconst b = <i>& import("y")</i>;\n'
    module = Module("a.tsx", source)
    assert module.references == ()


def test_comments_and_strings_in_a_broken_file_are_still_no_references():
    source = b'const a = (\n// import b from "x"\nconst c = "require(\'y\')";\n/* export * from "z" */\n}}}\n'
    module = Module("a.ts", source)
    assert module.errors
    assert (module.references, module.unvouched) == ((), ())


def test_code_that_a_stray_backtick_hides_is_reported():
    source = b'import a from "x";\nconst b = <p>a & b ` c</p>;\nconst d = require("y");\nconst e = `f`;\n'
    module = Module("a.tsx", source)
    reported = {span.of(source) for span in module.unvouched}
    assert {reference.specifier for reference in module.references} | {span.decode() for span in reported} == {"x", "y"}
