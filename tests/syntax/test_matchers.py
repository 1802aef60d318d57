"""What each matcher takes and, more important, what it leaves."""

from __future__ import annotations

import doctest
import re

import pytest

from migrator.syntax import Module, matcher, matchers, visitor
from migrator.syntax import matchers as m

SOURCE = b"""
import { inngest } from "@/inngest/client";
await inngest.send({ name: "user/created", data: { id } });
await inngest?.send(/* two */ [{ "name": `user/deleted` }], 2);
await inngest["send"](payload);
other.send({ name: "user/created" });
send({ name: `user/${kind}`, ["id"]: 1, run() {}, inngest });
export const client = new Inngest({ id: "app" } as const);
new Inngest;
(inngest as any)!.send(x);
step.run("a", async () => this.queue.add("job"));
String.raw`x`;
"""

TABLE = [
    (m.call(), [3, 4, 5, 6, 7, 10, 11, 11]),
    (m.call("inngest.send"), [3, 4, 5]),
    (m.call("send"), [7]),
    (m.call("this.queue.add", [m.string("job")]), [11]),
    (m.call(m.member(property="send")), [3, 4, 5, 6, 10]),
    (m.call(m.member(m.unwrapped(m.identifier("inngest")), "send")), [3, 4, 5, 10]),
    (m.call("inngest.send", [m.anything]), [3, 5]),
    (m.call("inngest.send", [m.array(), ...]), [4]),
    (m.call("inngest.send", [..., m.anything, ...]), [3, 4, 5]),
    (m.call("inngest.send", []), []),
    (m.call(arguments=[m.object(m.pair("name", m.string("user/created")))]), [3, 6]),
    (m.string(re.compile("user/.*")), [3, 4, 6]),
    (m.string("user"), []),
    (m.object(m.pair("name"), m.pair("data")), [3]),
    (m.object(m.pair("data"), m.pair("name")), [3]),
    (m.object(m.pair("id")), [3, 7, 8]),
    (m.pair("id", m.identifier()), [3]),
    (m.pair("run"), [7]),
    (m.pair("inngest", m.identifier("inngest")), [7]),
    (m.new("Inngest"), [8, 9]),
    (m.new("Inngest", []), [9]),
    (m.new("Inngest", [m.object()]), []),
    (m.new("Inngest", [m.unwrapped(m.object(m.pair("id")))]), [8]),
    (m.string() & m.not_(m.string(re.compile(".*/.*"))), [4, 5, 7, 8, 11, 11, 12]),
    (m.string("app") | m.identifier("kind"), [7, 8]),
    (m.call() & ~m.call(m.member()), [7]),
    (m.call() & m.string(), []),
    (m.any_of(), []),
    (m.kind("await_expression"), [3, 4, 5]),
    (m.kind("pair", value=m.kind("object")), [3]),
    (m.array([m.object(m.pair("name", m.string("user/deleted")))]), [4]),
    (m.array([]), []),
]


@pytest.fixture(scope="module")
def module() -> Module:
    parsed = Module("a.ts", SOURCE)
    assert not parsed.errors
    return parsed


@pytest.mark.parametrize(("wanted", "lines"), TABLE, ids=range(len(TABLE)))
def test_matchers(module: Module, wanted: m.Matcher, lines: list[int]) -> None:
    assert [node.position.line for node in m.find_all(module, wanted)] == lines
    assert [node for node in (module.root, *module.root.descendants()) if m.matches(node, wanted)] == m.find_all(
        module, wanted
    )


def test_captures(module: Module) -> None:
    event = m.pair("name", m.capture("event", m.string()))
    send = m.capture("call", m.call("inngest.send", [m.object(event) | m.array([m.object(event), ...]), ...]))
    found = m.extract_all(module, send)
    assert [each["event"].string_value for each in found] == ["user/created", "user/deleted"]
    assert [each["call"].kind for each in found] == ["call_expression"] * 2
    assert m.extract(found[0]["call"], send) == found[0]
    assert m.extract(module.root, send) is None
    assert m.extract(found[0]["call"], m.call()) == {}


def test_nothing_is_captured_by_half_a_match(module: Module) -> None:
    one = m.member(m.capture("owner"), "nothing") | m.member(property="send")
    assert m.extract(m.find_all(module, m.member(property="send"))[0], one) == {}


def test_a_kind_that_does_not_exist_is_an_error(module: Module) -> None:
    with pytest.raises(ValueError, match="cal_expression"):
        m.find_all(module, m.kind("cal_expression"))


@pytest.mark.parametrize("documented", [matcher, matchers, visitor], ids=lambda module: module.__name__)
def test_examples_in_the_documentation(documented: object) -> None:
    assert doctest.testmod(documented).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source", ["f<T>(a /* b */, c)", "await f<T>(a, c)", "(await f(a, c))", "new f(a, c)", "f?.(a, c)"]
)
def test_a_call_and_what_it_calls(source: str):
    """The grammar has the `await` of a call with type arguments inside the call."""
    module = Module("a.ts", source.encode())
    (found,) = m.find_all(module, m.call("f", [m.anything, m.anything]) | m.new("f", [m.anything, m.anything]))
    assert found.callee is not None
    assert (found.callee.text, [one.text for one in found.arguments]) == ("f", ["a", "c"])
    assert found.callee.call == found
    assert found.arguments[0].call is None
    assert module.node_at(found.span) == found
