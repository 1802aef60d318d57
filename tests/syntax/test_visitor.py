"""Visits and leaves: which nodes, in which order, and what becomes of what they yield."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from migrator.syntax import Module, Node
from migrator.syntax.visitor import Visitor
from migrator.text import Edit, apply_edits

SOURCE = b"f(g(1), () => { h() }); i();"


class Recorder(Visitor):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def visit_call_expression(self, node: Node) -> None:
        self.seen.append(f"> {node.text}")

    def leave_call_expression(self, node: Node) -> None:
        self.seen.append(f"< {node.text}")

    def leave_arrow_function(self, node: Node) -> None:
        self.seen.append("< arrow")

    def visit_program(self, node: Node) -> None:
        self.seen.append("> program")

    def leave_program(self, node: Node) -> None:
        self.seen.append("< program")


def test_source_order_and_nesting() -> None:
    recorder = Recorder()
    assert recorder.edits(Module("a.ts", SOURCE)) == []
    whole = "f(g(1), () => { h() })"
    assert recorder.seen == [
        "> program",
        *(f"> {whole}", "> g(1)", "< g(1)", "> h()", "< h()", "< arrow", f"< {whole}"),
        *("> i()", "< i()", "< program"),
    ]


def test_edits_are_collected_and_apply() -> None:
    class Rename(Visitor):
        def visit_call_expression(self, node: Node) -> Iterator[Edit]:
            callee = node.field("function")
            if callee is not None and callee.text in "gh":
                yield Edit(callee.span, callee.text.upper().encode())

        def leave_number(self, node: Node) -> Iterator[Edit]:
            yield Edit.insert(node.span.end, b"n")

    assert apply_edits(SOURCE, Rename().edits(Module("a.ts", SOURCE))) == b"f(G(1n), () => { H() }); i();"


def test_methods_are_inherited() -> None:
    class More(Recorder):
        def visit_number(self, node: Node) -> None:
            self.seen.append(node.text)

    more = More()
    more.edits(Module("a.ts", b"f(1)"))
    assert more.seen == ["> program", "> f(1)", "1", "< f(1)", "< program"]


def test_kinds_of_the_other_grammar_are_just_not_there() -> None:
    class Elements(Visitor):
        def visit_jsx_element(self, node: Node) -> Iterator[Edit]:
            yield Edit.delete(node.span)

    assert len(Elements().edits(Module("a.tsx", b"const x = <p>a</p>;"))) == 1
    assert Elements().edits(Module("a.ts", b"const x = 1;")) == []


def test_a_method_for_no_kind_is_an_error_at_once() -> None:
    with pytest.raises(TypeError, match="Wrong: no syntax node is of the kind 'call'"):

        class Wrong(Visitor):
            def visit_call(self, node: Node) -> None: ...


def test_a_visitor_of_nothing_and_an_empty_module() -> None:
    assert Visitor().edits(Module("a.ts", SOURCE)) == []
    recorder = Recorder()
    recorder.edits(Module("a.ts", b""))
    assert recorder.seen == ["> program", "< program"]
