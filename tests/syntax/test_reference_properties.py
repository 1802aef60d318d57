"""What holds for every source: no crash, exact spans, and the same answer however much of the file is parsed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reference_table import ROWS

from migrator.syntax import Module
from migrator.syntax.masking import parse_with_import_types
from migrator.syntax.references.finder import find_references

STATEMENTS = [row.source for row in ROWS if row.path == "a.ts"]
NOISE = [
    '// import a from "no"',
    '/* require("no") */',
    "const s = \"import('no')\";",
    'const t = `a ${b} require("no")`;',
    "const r = /[`'\"]/g;",
    "function f() {\n  return `${{ a: 1 }.a}`;\n}",
    "if (a / b / c) { d(); }",
    "class A<T> { m(): void {} }",
    "",
]
FRAGMENTS = [*STATEMENTS, *NOISE, "`", "{", "}", "(", "'", '"', "/*", "<p>", "</p>", "&", "import", "from", "\\", "é"]


def facts(module: Module):
    return [(ref.form, ref.specifier, ref.span, ref.statement, ref.names) for ref in module.references]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*STATEMENTS, *NOISE]), max_size=8), st.sampled_from(["a.ts", "a.tsx", "a.mts"]))
def test_of_valid_statements_in_any_order_none_is_missed(chosen: list[str], path: str):
    if path.endswith("x"):
        chosen = [source for source in chosen if not source.startswith("const a = <")]
    # A directive counts at the top only.
    chosen = [
        source for source in chosen if "///" not in source and "require" not in source.split("(")[0].split("=")[0]
    ]
    module = Module(path, "\n;\n".join(chosen).encode())
    expected = [reference.specifier for source in chosen for reference in Module(path, source.encode()).references]
    # Where the grammar breaks on what it does not know, nobody vouches for what comes later; that is said, not missed.
    for_review = [span.of(module.source).decode() for span in module.unvouched]
    assert sorted([*(reference.specifier for reference in module.references), *for_review]) == sorted(expected)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=12),
    st.sampled_from(["a.ts", "a.tsx", "a.js"]),
    st.sampled_from(["function filler() { return 1; }", "function filler() {\n  return 1;\n}\n", "filler();\n\n"]),
    st.sampled_from(["{0}", "f(() => {{\n{0}\n}});", "const a = `\n\n{0}\n\nb`;", "async () => {{\n  {0}\n\n}}"]),
)
def test_parsing_only_the_head_of_a_file_finds_the_same(chosen: list[str], path: str, filler: str, around: str):
    source = "\n".join([around.format("\n".join(chosen)), *[filler] * 40]).encode()
    whole = find_references(path, source, lambda offset: parse_with_import_types(path, source))
    module = Module(path, source)
    assert (module.references, set(module.unvouched)) == (whole.references, set(whole.unvouched))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=12), st.sampled_from(["a.ts", "a.tsx", "a.js"])
)
def test_whatever_the_source_spans_are_in_order_and_between_quotes(chosen: list[str], path: str):
    source = " ".join(chosen).encode("utf-8", "replace")
    module = Module(path, source)
    spans = [reference.span for reference in module.references]
    assert spans == sorted(spans)
    assert not set(spans) & set(module.unvouched)
    for reference in module.references:
        assert source[reference.span.start - 1 : reference.span.start] == reference.quote
        assert source[reference.span.end : reference.span.end + 1] == reference.quote
        assert reference.span in reference.statement


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_text_do_no_harm(source: bytes):
    module = Module("a.ts", b'import a from "x";\n' + source)
    assert module.references[0].specifier == "x"
    assert isinstance(module.exports, tuple)
