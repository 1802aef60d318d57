"""YAML: what is typed and what is not, where things stand, and every mistake at once."""

from __future__ import annotations

import math

import pytest

from migrator.errors import ExitCode, Location
from migrator.syntax.yaml.node import YamlSyntaxError
from migrator.syntax.yaml.reader import SIZE_LIMIT, parse_yaml

TYPED = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "FALSE": False,
    "0": 0,
    "-12": -12,
    "007": 7,
    "0x1F": 31,
    "0o17": 15,
    "1.50": 1.5,
    "-.5e3": -500.0,
    "1e3": 1000.0,
    ".inf": math.inf,
    "-.INF": -math.inf,
}
TEXT = [
    "on",
    "yes",
    "No",
    "off",
    "y",
    "nULL",
    "1_000",
    "1:30",
    "2020-01-01",
    "0b1",
    "<<",
    "=",
    "1.2.3",
    "e3",
    "+",
    "9" * 1001,
]


@pytest.mark.parametrize("text", TYPED)
def test_typed(text: str) -> None:
    value = parse_yaml(f"key: {text}\n".encode()).value["key"]
    assert (type(value), value) == (type(TYPED[text]), TYPED[text])


@pytest.mark.parametrize("text", [*TEXT, *(f'"{text}"' for text in TYPED), *(f"'{text}'" for text in TYPED)])
def test_text(text: str) -> None:
    assert parse_yaml(f"- {text}\n".encode()).value == [text.strip("\"'")]


def test_not_a_number() -> None:
    assert math.isnan(parse_yaml(b".nan").value)


PLAN = """\ufeff# é
on: yes
steps:
  - id: move  # first
    with: {source: "é", target: [1, 2]}
  - |
    text
  - &a {x: 1}
  - *a
""".encode()


def test_values_and_positions() -> None:
    plan = parse_yaml(PLAN, "plan.yaml")
    assert plan.value == {
        "on": "yes",
        "steps": [{"id": "move", "with": {"source": "é", "target": [1, 2]}}, "text\n", {"x": 1}, {"x": 1}],
    }
    assert (plan.kind, plan.position) == ("mapping", (2, 1))
    steps = plan.get("steps")
    assert steps is not None
    assert [(key.value, key.position, value.position) for key, value in plan.pairs] == [
        ("on", (2, 1), (2, 5)),
        ("steps", (3, 1), (4, 3)),
    ]
    assert [element.position for element in steps.elements] == [(4, 5), (6, 5), (8, 5), (8, 5)]
    given = steps.elements[0].get("with")
    assert given is not None
    target, name = given.get("target"), given.key("target")
    assert target is not None
    assert name is not None
    assert (name.position, target.position, target.kind, target.pairs) == ((5, 25), (5, 33), "sequence", ())
    assert given.get("nothing") is None
    assert given.elements == ()


def test_lines_are_those_of_git() -> None:
    source = 'a: "x\u2028y"\r\nb: 1\r\n'.encode()
    assert [key.position for key, _ in parse_yaml(source).pairs] == [(1, 1), (2, 1)]


@pytest.mark.parametrize("source", [b"", b"\n\n", b"# nothing\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_document(source: bytes) -> None:
    assert parse_yaml(source).value is None


WRONG = b"""a: 1
"a": 2
b: !!int "3"
c: &c [*c]
d: *nothing
? [x]
: 1
e: {f: 1, f: 2}
---
second: 1
"""


def problems(source: bytes) -> list[tuple[Location | None, str]]:
    with pytest.raises(YamlSyntaxError) as caught:
        parse_yaml(source, "p.yaml")
    assert caught.value.exit_code == ExitCode.USAGE
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [(problem.location, problem.message) for problem in caught.value.problems]


def test_every_mistake_at_once() -> None:
    assert problems(WRONG) == [
        (Location("p.yaml", 2, 1), "the key `a` is there already, on line 1"),
        (Location("p.yaml", 3, 4), "the tag tag:yaml.org,2002:int is not supported"),
        (Location("p.yaml", 4, 8), "*c leads into itself"),
        (Location("p.yaml", 5, 4), "*nothing has no anchor above it"),
        (Location("p.yaml", 6, 3), "a sequence can't be a key"),
        (Location("p.yaml", 8, 11), "the key `f` is there already, on line 8"),
        (Location("p.yaml", 9, 1), "a second document starts here; only one is read"),
    ]


def test_mistakes_before_the_one_that_ends_reading() -> None:
    assert [location for location, _ in problems(b"a: 1\na: 2\nb: [\n")] == [
        Location("p.yaml", 2, 1),
        Location("p.yaml", 4, 1),
    ]


@pytest.mark.parametrize(
    ("source", "line", "column", "said"),
    [
        ("é: b: c".encode(), 1, 5, "mapping values"),
        (b"a:\n\t- b", 2, 1, "token"),
        (b"a: 1\nb: \xff", 2, 4, "not UTF-8"),
        ("é: \x07".encode(), 1, 4, "does not allow the character '\\x07'"),
        (b"x: " + b"[" * 500, 1, 103, "nested more than 100 deep"),
        (b"x: " + b"{a: " * 500, 1, 400, "nested more than 100 deep"),
    ],
)
def test_what_cannot_be_read(source: bytes, line: int, column: int, said: str) -> None:
    [(location, message)] = problems(source)
    assert location == Location("p.yaml", line, column)
    assert said in message


def test_an_alias_bomb_is_refused() -> None:
    lines = [b"a0: &a0 [" + b"x, " * 10 + b"]"]
    lines += [b"a%d: &a%d [" % (n, n) + b"*a%d, " % (n - 1) * 10 + b"]" for n in range(1, 30)]
    [(location, message)] = problems(b"\n".join(lines))
    assert location is not None
    assert location.line == 5
    assert str(SIZE_LIMIT) in message
