"""Edits of YAML files as people write them: before, what is asked for, after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from migrator.errors import Location, RefusedError
from migrator.syntax.yaml.document import YamlDocument, YamlPathError
from migrator.syntax.yaml.node import YamlSyntaxError
from migrator.syntax.yaml.quoting import Quotes

Change = Callable[[YamlDocument], YamlDocument]


def put(*keys: Any) -> Change:
    return lambda document: document.with_value(keys[:-1], keys[-1])


def add(*keys: Any) -> Change:
    return lambda document: document.with_item(keys[:-1], keys[-1])


def drop(*keys: Any) -> Change:
    return lambda document: document.without(keys)


PNPM = """# our workspace
packages:
  - 'apps/*' # apps
  - 'tools/*'
  # - 'legacy/*'

catalog:
  # Core
  '@types/node': ^22.10.5
  typescript: ^5.9.2

  # React
  react: ^19.2.0 # keep
  zod: "3.25.76"

onlyBuiltDependencies:
- esbuild
- sharp
"""

CASES: dict[str, tuple[str, Change, str]] = {
    "an equal value changes nothing": (PNPM, put("catalog", "zod", "3.25.76"), PNPM),
    "nothing to remove changes nothing": (PNPM, drop("catalog", "left-pad"), PNPM),
    "a value is replaced in its quotes": (
        PNPM,
        put("catalog", "zod", "4.0.0"),
        PNPM.replace('"3.25.76"', '"4.0.0"'),
    ),
    "plain stays plain, the comment stays": (
        PNPM,
        put("catalog", "react", "workspace:*"),
        PNPM.replace("^19.2.0 #", "workspace:* #"),
    ),
    "plain where text would be a number: quotes": (
        "a: x\nb: 'y z'\n",
        put("a", "1.0"),
        "a: '1.0'\nb: 'y z'\n",
    ),
    "an item goes to its sorted place": (
        PNPM,
        add("packages", "packages/*"),
        PNPM.replace("  - 'tools/*'\n", "  - 'packages/*'\n  - 'tools/*'\n"),
    ),
    "an item at the end, in the quotes of the others, over what is commented out": (
        PNPM,
        add("packages", "www"),
        PNPM.replace("  - 'tools/*'\n", "  - 'tools/*'\n  - 'www'\n"),
    ),
    "dashes that are not indented": (
        PNPM,
        add("onlyBuiltDependencies", "msw"),
        PNPM.replace("- sharp\n", "- msw\n- sharp\n"),
    ),
    "keys in no order: to the end, plain as most": (
        PNPM,
        put("catalog", "tsx", "^4"),
        PNPM.replace('"3.25.76"\n', '"3.25.76"\n  tsx: ^4\n'),
    ),
    "sorted keys": (
        "catalog:\n  next: 1\n  zod: 2\n",
        put("catalog", "react", "^19"),
        "catalog:\n  next: 1\n  react: ^19\n  zod: 2\n",
    ),
    "a key that needs quotes, in those of the file": (
        "catalog:\n  '@b/x': ^1\n  zod: ^2\n",
        put("catalog", "@a/x", "^3"),
        "catalog:\n  '@a/x': ^3\n  '@b/x': ^1\n  zod: ^2\n",
    ),
    "a new section goes to the end, with a blank line as before": (
        PNPM,
        put("catalogs", {"next": {"react": "^20"}}),
        PNPM + "\ncatalogs:\n  next:\n    react: ^20\n",
    ),
    "a new section where there are no blank lines": (
        "packages:\n  - a\ncatalog:\n  b: 1",
        put("overrides", "c", "2.0"),
        'packages:\n  - a\ncatalog:\n  b: 1\noverrides:\n  c: "2.0"',
    ),
    "a new section does not take the comment at the end": (
        "packages:\n  - a\n# the end\n",
        put("b", 1),
        "packages:\n  - a\n# the end\n\nb: 1\n",
    ),
    "a new sequence has the dashes of the file": (
        "a:\n- x\n",
        add("b", "z"),
        "a:\n- x\nb:\n- z\n",
    ),
    "a new nested mapping has the indentation of the file": (
        "a:\n    b: 1\n",
        put("c", {"d": {"e": [1]}}),
        "a:\n    b: 1\nc:\n    d:\n        e:\n            - 1\n",
    ),
    "a key without a value gets lines": (
        "packages: # none yet\ncatalog:\n",
        add("packages", "apps/*"),
        'packages: # none yet\n  - "apps/*"\ncatalog:\n',
    ),
    "a key without a value gets one": ("a: # c\nb:\n", put("a", "x"), "a: x # c\nb:\n"),
    "empty brackets give way to lines": ("a: {} # c\nb:\n  - 1\n", put("a", "x", "z"), "a: # c\n  x: z\nb:\n  - 1\n"),
    "brackets": (
        "packages: [apps/*, tools/*] # all\n",
        add("packages", "packages/*"),
        "packages: [apps/*, packages/*, tools/*] # all\n",
    ),
    "brackets with blanks and quotes": (
        "packages: [ 'b', 'a' ]\n",
        add("packages", "c"),
        "packages: [ 'b', 'a', 'c' ]\n",
    ),
    "empty brackets in a file of brackets": ("a: [x]\nb: []\n", add("b", "z"), "a: [x]\nb: [z]\n"),
    "brackets on several lines": (
        "packages: [\n  'apps/*',\n  'tools/*',\n]\n",
        add("packages", "www"),
        "packages: [\n  'apps/*',\n  'tools/*',\n  'www',\n]\n",
    ),
    "braces": ("a: { u: 1, w: 2 }\n", put("a", "v", 3), "a: { u: 1, v: 3, w: 2 }\n"),
    "an item of braces goes": ("a: { x: 1, z: 2 }\n", drop("a", "x"), "a: { z: 2 }\n"),
    "the last one in brackets goes": ("a: [ x ] # c\n", drop("a", 0), "a: [] # c\n"),
    "an item goes with the comment on its line": (
        PNPM,
        drop("packages", 0),
        PNPM.replace("  - 'apps/*' # apps\n", ""),
    ),
    "a key goes, and the comment that is only for it": (
        "a: 1\n\n# about b\nb: 2\n\nc: 3\n",
        drop("b"),
        "a: 1\n\nc: 3\n",
    ),
    "a comment over a group stays": (PNPM, drop("catalog", "react"), PNPM.replace("  react: ^19.2.0 # keep\n", "")),
    "a section goes": (
        PNPM,
        drop("catalog"),
        PNPM[: PNPM.index("catalog:")] + PNPM[PNPM.index("onlyBuilt") :],
    ),
    "the last section goes": (PNPM, drop("onlyBuiltDependencies"), PNPM[: PNPM.index("\nonlyBuilt")]),
    "the only member leaves braces": ("a: # c\n  b: 1\nc: 2\n", drop("a", "b"), "a: {} # c\nc: 2\n"),
    "what is commented out stays": ("a:\n  - b\n  # - c\nd: 1\n", drop("a", 0), "a: []\n  # - c\nd: 1\n"),
    "the first behind a dash": ("- a: 1\n  b: 2\n- c\n", drop(0, "a"), "- b: 2\n- c\n"),
    "in front, behind a dash": ("- b: 1\n  c: 2\n", put(0, "a", 0), "- a: 0\n  b: 1\n  c: 2\n"),
    "a mapping in the place of a scalar": ("a: 1 # c\nb: 2\n", put("a", {"x": 1}), "a: # c\n  x: 1\nb: 2\n"),
    "a scalar in the place of a mapping": ("a: # c\n  x: 1\nb: 2\n", put("a", 1), "a: 1 # c\nb: 2\n"),
    "of a mapping only what differs": (
        PNPM,
        put("catalog", {"@types/node": "^22.10.5", "typescript": "^6", "react": "^19.2.0", "zod": "3.25.76"}),
        PNPM.replace("^5.9.2", "^6"),
    ),
    "of a sequence only what differs": (
        PNPM,
        put("packages", ["apps/*", "libs/*", "tools/*"]),
        PNPM.replace("  - 'tools/*'", "  - 'libs/*'\n  - 'tools/*'"),
    ),
    "windows, byte order mark, no line end": (
        "\ufeffpackages:\r\n  - a\r\n  - b",
        add("packages", "c"),
        "\ufeffpackages:\r\n  - a\r\n  - b\r\n  - c",
    ),
    "an empty file": ("", put("a", {"b": ["x"]}), "a:\n  b:\n    - x\n"),
    "a file of comments": ("# nothing\n---\n", put("a", 1), "# nothing\n---\na: 1\n"),
    "in front of the end of the document": ("---\na: 1\n...\n", put("b", 2), "---\na: 1\nb: 2\n...\n"),
    "behind text of several lines": ("a: |\n  x\n\nb: 1\n", put("a", "z"), "a: z\n\nb: 1\n"),
    "text of several lines": ("a: x\n", put("a", "1\n2\n"), 'a: "1\\n2\\n"\n'),
    "in front of a named member": ("a: 1\nc: 2\n", lambda one: one.with_value(("b",), 3, "c"), "a: 1\nb: 3\nc: 2\n"),
}


@pytest.mark.parametrize(("before", "change", "after"), CASES.values(), ids=CASES)
def test_edits(before: str, change: Change, after: str) -> None:
    document = YamlDocument.parse(before.encode())
    edited = change(document)
    assert edited.source.decode() == after
    assert document.source == before.encode()


@pytest.mark.parametrize("change", [put("catalog", "a", "1"), drop("catalog", "zod"), put("x", {"y": []})])
def test_a_second_time_changes_nothing(change: Change) -> None:
    once = change(YamlDocument.parse(PNPM.encode()))
    assert once.source != PNPM.encode()
    assert change(once) is once


def test_asking() -> None:
    document = YamlDocument.parse(PNPM.encode(), "pnpm-workspace.yaml")
    assert document.get("packages", 1) == "tools/*"
    assert document.get("packages", 2) is None
    assert document.get("packages", "x", default="none") == "none"
    assert document.position("catalog", "react") == (13, 3)
    assert document.position("packages", 1) == (4, 5)
    assert document.position("packages", 7) == (2, 1)


REFUSED: dict[str, tuple[str, Change, tuple[int, int], str]] = {
    "inside an anchor": ("a: &x\n  b: 1\nc: *x\n", put("a", "b", 2), (1, 4), "the anchor &x"),
    "an anchor itself": ("a: &x 1\nc: *x\n", put("a", 2), (1, 4), "the anchor &x"),
    "what holds an anchor": ("a:\n  b: &x 1\nc: *x\n", drop("a"), (2, 6), "the anchor &x"),
    "inside an alias": ("a: &x {b: 1}\nc: *x\n", put("c", "b", 2), (2, 4), "the alias *x"),
    "an alias itself": ("a: &x 1\nc: *x\n", put("c", 2), (2, 4), "the alias *x"),
    "a tag": ("a: !!str 1\n", put("a", "2"), (1, 4), "a tag"),
    "inside a tag": ("a: !set\n  x: 1\n", put("a", "y", 1), (1, 4), "a tag"),
    "beside a merge key": ("a: &x {y: 1}\nb:\n  <<: *x\n", put("b", "y", 2), (3, 3), "a merge key"),
    "what a merge key may bring": ("a: &x {y: 1}\nb:\n  <<: *x\n", drop("b", "y"), (3, 3), "a merge key"),
    "a key that is no name": ("a:\n  ? [x]\n  : 1\n", put("a", "y", 2), (2, 5), "no plain name"),
    "a key that is asked for": ("a:\n  ? x\n  : 1\n", put("a", "y", 2), (2, 3), "not known here"),
    "a pair without braces": ("a: [b: 1]\n", put("a", 0, "b", 2), (1, 5), "a pair without braces"),
    "a comment between brackets": ("a: [\n  1, # one\n]\n", add("a", 2), (1, 4), "a comment stands between"),
    "a number for a name": ("a:\n  18: x\n", put("a", "18", "y"), (2, 3), "is no text"),
    "several documents": ("a: 1\n---\nb: 1\n", put("a", 2), (2, 1), "a second document"),
    "text at the end of the file, without a line end": ("a: |\n  x", put("b", 1), (2, 4), "more would change"),
    "a name that is too long": ("a: 1\n", put("k" * 1100, 1), (1, 5), "not be YAML"),
    "strange line ends": ("a: 1\rb: 1\n", put("a", 2), (1, 5), "line end"),
}


@pytest.mark.parametrize(("source", "change", "place", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(source: str, change: Change, place: tuple[int, int], said: str) -> None:
    document = YamlDocument.parse(source.encode(), "x.yaml")
    with pytest.raises(RefusedError) as caught:
        change(document)
    assert caught.value.location == Location("x.yaml", *place)
    assert said in caught.value.message


BESIDE = "a: &x {b: 1}\nc: !t\n  d: *x\ne:\n  <<: *x\n  f: 1\n"


def test_beside_what_is_refused() -> None:
    document = YamlDocument.parse(BESIDE.encode())
    assert document.with_value(("e", "f"), 2).source.decode() == BESIDE.replace("f: 1", "f: 2")
    assert document.with_value(("g",), 2).source.decode() == BESIDE + "g: 2\n"
    assert document.without(("c",)).source.decode() == BESIDE.replace("c: !t\n  d: *x\n", "")


@pytest.mark.parametrize("source", [b"a: 1\na: 2\n", b"a: [\n", b"a: *x\n", b"\xff"])
def test_what_cannot_be_read(source: bytes) -> None:
    with pytest.raises(YamlSyntaxError):
        YamlDocument.parse(source)


@pytest.mark.parametrize(
    ("keys", "value"),
    [(("packages", "x"), 1), ((0,), 1), (("packages", 3), 1), (("x", 1), 1), (("packages", 0, "x"), 1)],
)
def test_keys_that_lead_nowhere(keys: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(YamlPathError) as caught:
        YamlDocument.parse(PNPM.encode(), "p.yaml").with_value(keys, value)
    assert caught.value.location is not None


@pytest.mark.parametrize("value", [{1: 2}, {1, 2}, object(), float("nan")])
def test_what_has_no_form(value: object) -> None:
    with pytest.raises(TypeError):
        YamlDocument.parse(b"a: 1\n").with_value(("b",), value)


QUOTED = {
    "plain": ["react", "^1", "workspace:*", "apps/*", "1.2.3", "npm:x@1", "a b", "-x", "é"],
    "quoted": [
        "*",
        ">=18",
        "@scope/x",
        "yes",
        "1.0",
        "1e3",
        "0x1F",
        "#",
        "a #b",
        "a: b",
        "catalog:",
        "",
        "~",
        "null",
        "2020-01-01",
    ],
    "quoted too": [
        "<<",
        "=",
        "y",
        "on",
        "- a",
        "!x",
        "&x",
        "%x",
        "`x",
        "|",
        "[a]",
        "{a",
        " a",
        "a ",
        "---",
        "?",
        "1_000",
    ],
}


@pytest.mark.parametrize(("text", "plain"), [(text, kind == "plain") for kind in QUOTED for text in QUOTED[kind]])
def test_quotes_where_they_are_needed(text: str, plain: bool) -> None:
    assert Quotes(plain=True, mark="'").write(text, flow=False).decode() == (text if plain else f"'{text}'")


def test_without_a_habit_quotes_are_cautious() -> None:
    assert [Quotes().write(text, flow=False) for text in ("^1.0", "apps/*", "it's")] == [
        b"^1.0",
        b'"apps/*"',
        b'"it\'s"',
    ]
    assert Quotes(plain=True, mark="'").write("it's #1\x85", flow=False) == b'"it\'s #1\\u0085"'
