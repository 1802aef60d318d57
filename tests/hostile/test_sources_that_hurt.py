"""Sources made to exhaust whoever reads them. In each case reading them in the plain way takes minutes, or the stack.

`test_mutated_sources` has those that are wrong in other ways.
"""

from __future__ import annotations

import pytest
from patience import patience
from small_repository import FILES
from test_mutated_sources import carried_out

from migrator.engine import StepStatus
from migrator.refactor.division.members import Members
from migrator.syntax import Module, language
from migrator.syntax.lexer import TextMap
from migrator.syntax.yaml.reader import parse_yaml
from migrator.text import Span

IMPORTS = b'import { a } from "@acme/old";\nimport { target } from "@/lib/target";\n'
DEEP = 2_000


def nested(opening: bytes, closing: bytes, inner: bytes = b"a", depth: int = DEEP) -> bytes:
    return opening * depth + inner + closing * depth


NESTED = {
    "arrays": b"const x = " + nested(b"[", b"]"),
    "objects": b"const x = " + nested(b"{a:", b"}"),
    "blocks": nested(b"{", b"}"),
    "functions": b"const x = " + nested(b"(() => ", b")"),
    "templates": b"const x = " + nested(b"`${", b"}`"),
    "elements": b"const x = " + nested(b"<p>", b"</p>"),
    "types": b"type T = " + nested(b"A<", b">"),
    "tuples": b"type T = " + nested(b"[", b"]"),
    "patterns": b"export const " + nested(b"[", b"]") + b" = a;",
    "classes": nested(b"class A { m() { ", b"} }", b""),
    "namespaces": nested(b"namespace A { export ", b"}", b"const a = 1;"),
    "sums": b"const x = " + b"a + " * DEEP + b"a;",
    "choices": b"const x = " + b"a ? b : " * DEEP + b"c;",
    "members": b"const x = a" + b".b()" * DEEP + b";",
    "conditions": b"if (a) b;" + b" else if (a) b;" * DEEP,
    "never closed": b"f([{(`${" * DEEP,
}


@pytest.mark.parametrize("run", ["rename", "split", "take it along"])
@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting(name: str, run: str) -> None:
    path = "apps/web/src/mutated.tsx"
    with patience():
        result = carried_out(run, path, {**FILES, path: IMPORTS + NESTED[name] + b"\n"})
    said = [one.message for one in result.diagnostics]
    assert not any("nested too deeply" in message for message in said), said
    assert result.status in (StepStatus.APPLIED, StepStatus.FAILED)


REPEATED = [
    *(b"import/*", b"import//", b'import {\\"', b'export {\\"', b"require(/*", b"vi.mock(//", b"from/*", b'"\\', b"/["),
    *(b"<script ", b'<script "', b"<style>", b"{/*", b"<!--\n", b"import \n\n", b"`a``b"),
]


@pytest.mark.parametrize("path", ["a.vue", "a.astro", "a.mdx", "a.ts"])
@pytest.mark.parametrize("piece", REPEATED)
def test_what_opens_over_and_over_and_never_closes(piece: bytes, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The parser has its own bound, see below; what counts here is all else.
    monkeypatch.setattr(language, "PARSE_LIMIT", 2)
    module = Module(path, b"import('./x')\nimport a from './y'\n\n" + piece * (300_000 // len(piece)))
    with patience():
        try:
            assert all(reference.specifier in ("./x", "./y") for reference in module.references)
        except language.UnreadableSourceError as error:
            assert path in error.message


@pytest.mark.parametrize("piece", [b"/[", b'"\\', b"'\\", b"`${"])
def test_the_second_opinion_is_quick_too(piece: bytes) -> None:
    with patience():
        TextMap(piece * 150_000)


def test_calls_in_calls_in_calls() -> None:
    source = nested(b'import("x", ', b")", depth=3_000)
    with patience(), pytest.raises(language.UnreadableSourceError, match=r"a\.ts: thousands of module references"):
        _ = Module("a.ts", source).references
    few = nested(b'import("x", ', b")", depth=100)
    assert len(Module("a.ts", few).references) == 100


def test_what_the_parser_can_not_cope_with_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "PARSE_LIMIT", 0.2)
    path = "apps/web/src/mutated.ts"
    source = IMPORTS + b"/[" * 100_000
    result = carried_out("split", path, {**FILES, path: source})
    assert result.status is StepStatus.FAILED
    assert f"{path} can't be parsed" in result.diagnostics[0].message
    assert result.project.tree.read(path) == source


def test_a_member_with_comments_behind_it_and_no_separator() -> None:
    source = b"{ a" + b" /**/" * 5_000 + b" x }"
    with patience():
        members = Members.between(source, Span(0, len(source)), [Span(2, 3)])
    assert members.separators == (None,)


def test_a_call_with_nothing_but_blanks_behind_it() -> None:
    path = "apps/web/src/mutated.ts"
    with patience():
        carried_out("split", path, {**FILES, path: b'const a = await import("@acme/old")' + b" " * 1_000_000})


def test_a_document_with_a_million_empty_lines() -> None:
    with patience():
        assert parse_yaml(b"a: |\n" + b"\n" * 500_000 + b"  x\n").value == {"a": "\n" * 500_000 + "x\n"}


def test_a_few_bytes_that_lead_the_parser_round_in_a_circle() -> None:
    source = b'mock.module("x/oe("@acme/ort {olt lazy  )( {=( a }) => a\0\0\0\0ming"#.then(({ a }) ;'
    with patience(5), pytest.raises(language.UnreadableSourceError, match=r"a\.js can't be parsed"):
        _ = Module("a.js", source).references
