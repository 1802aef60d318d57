"""Edits of JSON files as people write them: before, what is asked for, after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from migrator.errors import Location, RefusedError
from migrator.syntax.json.document import JsonDocument, JsonPathError, JsonSyntaxError, dump_json
from migrator.syntax.json.parser import DEPTH_LIMIT

Change = Callable[[JsonDocument], JsonDocument]


def put(*keys: Any) -> Change:
    return lambda document: document.with_value(keys[:-1], keys[-1])


def add(*keys: Any) -> Change:
    return lambda document: document.with_item(keys[:-1], keys[-1])


def drop(*keys: Any) -> Change:
    return lambda document: document.without(keys)


PACKAGE = """{
  "name": "@acme/web",
  "version": "1.0.0",
  "dependencies": {
    "@acme/db": "workspace:*",
    "zod": "^3.23.8"
  },
  "files": ["dist"],
  "scripts": {}
}
"""
TSCONFIG = """{
  // Visit https://aka.ms/tsconfig
  "extends": "../base.json", // shared

  /* What to compile */
  "include": [
    "src", // ours
    "test", // theirs
  ],
  "compilerOptions": {
    // aliases
    "paths": { "@/*": ["./src/*"] },
    "strict": true, /* always */
    // "noEmit": true
  },
}
"""

CASES: dict[str, tuple[str, Change, str]] = {
    "an equal value changes nothing": (PACKAGE, put("dependencies", "zod", "^3.23.8"), PACKAGE),
    "nothing to remove changes nothing": (PACKAGE, drop("dependencies", "left-pad"), PACKAGE),
    "a value is replaced between its commas": (
        PACKAGE,
        put("version", "2.0.0"),
        PACKAGE.replace('"1.0.0"', '"2.0.0"'),
    ),
    "a new key goes to its sorted place": (
        PACKAGE,
        put("dependencies", "@acme/inngest", "workspace:*"),
        PACKAGE.replace('    "zod"', '    "@acme/inngest": "workspace:*",\n    "zod"'),
    ),
    "the sorted place is the first": (
        PACKAGE,
        put("dependencies", "@acme/a", "1"),
        PACKAGE.replace('    "@acme/db"', '    "@acme/a": "1",\n    "@acme/db"'),
    ),
    "the sorted place is the last": (
        PACKAGE,
        put("dependencies", "zx", "8"),
        PACKAGE.replace('"^3.23.8"\n', '"^3.23.8",\n    "zx": "8"\n'),
    ),
    "keys in no order: to the end": (
        '{\n  "b": 1,\n  "a": 2\n}\n',
        put("aa", 3),
        '{\n  "b": 1,\n  "a": 2,\n  "aa": 3\n}\n',
    ),
    "an order that ignores case": (
        '{"x": {\n  "a": 1,\n  "B": 2,\n  "d": 4\n}}',
        put("x", "c", 3),
        '{"x": {\n  "a": 1,\n  "B": 2,\n  "c": 3,\n  "d": 4\n}}',
    ),
    "a manifest's own keys are in order by chance": (
        '{\n  "name": "x",\n  "private": true\n}\n',
        put("dependencies", "zod", "3"),
        '{\n  "name": "x",\n  "private": true,\n  "dependencies": {\n    "zod": "3"\n  }\n}\n',
    ),
    "arrays on one line are the habit": (
        PACKAGE,
        put("files", ["dist", "src"]),
        PACKAGE.replace('["dist"]', '["dist", "src"]'),
    ),
    "an item joins its line": (PACKAGE, add("files", "a"), PACKAGE.replace('["dist"]', '["dist", "a"]')),
    "items in order": ('["a", "c"]', add("b"), '["a", "b", "c"]'),
    "items in order, at the front": ('["b", "c"]', add("a"), '["a", "b", "c"]'),
    "a missing array": (PACKAGE, add("keywords", "x"), PACKAGE.replace("{}\n", '{},\n  "keywords": ["x"]\n')),
    "an empty object takes lines": (
        PACKAGE,
        put("scripts", "build", "tsc"),
        PACKAGE.replace('"scripts": {}', '"scripts": {\n    "build": "tsc"\n  }'),
    ),
    "an empty file": ("{}\n", put("a", 1), '{\n  "a": 1\n}\n'),
    "a file without lines has none afterwards": ('{"a":{}}', put("a", "b", [1, {"c": 2}]), '{"a":{"b":[1,{"c":2}]}}'),
    "an object on one line stays on it": (
        TSCONFIG,
        put("compilerOptions", "paths", "~/*", ["./x/*"]),
        TSCONFIG.replace('["./src/*"] }', '["./src/*"], "~/*": ["./x/*"] }'),
    ),
    "an object on one line is emptied": (
        TSCONFIG,
        drop("compilerOptions", "paths", "@/*"),
        TSCONFIG.replace('{ "@/*": ["./src/*"] }', "{}"),
    ),
    "a trailing comma stays a habit; comments stay": (
        TSCONFIG,
        put("compilerOptions", "target", "es2022"),
        TSCONFIG.replace("always */\n", 'always */\n    "target": "es2022",\n'),
    ),
    "in front: over the comment that belongs to the first": (
        TSCONFIG,
        put("compilerOptions", "baseUrl", "."),
        TSCONFIG.replace("    // aliases", '    "baseUrl": ".",\n    // aliases'),
    ),
    "between: under the comment at the end of the line before": (
        TSCONFIG,
        add("include", "stories"),
        TSCONFIG.replace("// ours\n", '// ours\n    "stories",\n'),
    ),
    "an item goes with the comment on its line": (
        TSCONFIG,
        drop("include", 0),
        TSCONFIG.replace('    "src", // ours\n', ""),
    ),
    "the last item goes, the trailing comma stays": (
        TSCONFIG,
        drop("include", 1),
        TSCONFIG.replace('    "test", // theirs\n', ""),
    ),
    "no hole, and the comment that is only for it goes": (
        TSCONFIG,
        drop("extends"),
        TSCONFIG.replace('  // Visit https://aka.ms/tsconfig\n  "extends": "../base.json", // shared\n\n', ""),
    ),
    "a comment over a group stays": (
        '{\n  // tools\n  "a": 1,\n  "b": 2\n}',
        drop("a"),
        '{\n  // tools\n  "b": 2\n}',
    ),
    "the last member goes, with the comma before it": (
        '{\n  "a": 1, // one\n  "b": 2 // two\n}',
        drop("b"),
        '{\n  "a": 1 // one\n}',
    ),
    "a comment does not swallow the bracket": ("[1, // one\n 2]", drop(1), "[1 // one\n]"),
    "nor what stood behind a comma": ("[1 // one\n,/* x */\n2\n]", drop(1), "[1 // one\n/* x */\n]"),
    "a comma on a line of its own": ('{"a": 1 // one\n,\n"b": 2}', drop("b"), '{"a": 1 // one\n}'),
    "a comma goes before the comment": (
        '{\n  "a": 1 // one\n}',
        put("b", 2),
        '{\n  "a": 1, // one\n  "b": 2\n}',
    ),
    "a blank line goes with the group's last": (
        '{\n  "a": 1,\n\n  "b": 2,\n\n  "c": 3\n}',
        drop("b"),
        '{\n  "a": 1,\n\n  "c": 3\n}',
    ),
    "the first of two groups": ('{\n  "a": 1,\n\n  "b": 2\n}', drop("a"), '{\n  "b": 2\n}'),
    "the last of two groups": ('{\n  "a": 1,\n\n  "b": 2\n}', drop("b"), '{\n  "a": 1\n}'),
    "the only member": ('{\n  "a": {\n    "b": 1\n  }\n}', drop("a", "b"), '{\n  "a": {}\n}'),
    "the only member under a comment that is not its own": (
        '{\n  // none yet\n\n  "a": 1\n}',
        drop("a"),
        "{\n  // none yet\n}",
    ),
    "into an object of comments": ("{\n  // none yet\n}\n", put("a", 1), '{\n  // none yet\n  "a": 1\n}\n'),
    "windows and tabs": (
        '\ufeff{\r\n\t"a": {\r\n\t\t"x": 1\r\n\t}\r\n}\r\n',
        put("b", {"y": [1]}),
        '\ufeff{\r\n\t"a": {\r\n\t\t"x": 1\r\n\t},\r\n\t"b": {\r\n\t\t"y": [\r\n\t\t\t1\r\n\t\t]\r\n\t}\r\n}\r\n',
    ),
    "every equal key goes": ('{"a": 1, "b": 2, "a": 3}', drop("a"), '{"b": 2}'),
    "of equal keys the last counts": ('{"a": 1, "a": 3}', put("a", 4), '{"a": 1, "a": 4}'),
    "escapes in keys": ('{"\\u0061": 1}', put("a", 2), '{"\\u0061": 2}'),
    "other scripts stay readable": ('{"a": 1}', put("ü", "日本"), '{"a": 1, "ü": "日本"}'),
    "compact stays compact": ('{"a":1,"c":3}', put("d", 4), '{"a":1,"c":3,"d":4}'),
    "wide stays wide": ('{ "a" : 1 }\n', put("b", {"c": 2}), '{ "a" : 1, "b" : { "c" : 2 } }\n'),
    "true is not 1": ("[true]", put(0, 1), "[1]"),
    "the whole document": ("[1] // one\n", put(2), "2 // one\n"),
}


@pytest.mark.parametrize(("before", "change", "after"), CASES.values(), ids=CASES)
def test_edits(before: str, change: Change, after: str) -> None:
    document = JsonDocument.parse(before.encode())
    edited = change(document)
    assert edited.source.decode() == after
    assert document.source == before.encode()


@pytest.mark.parametrize(
    "change", [put("dependencies", "a", "1"), put("scripts", {"x": "y"}), drop("dependencies", "zod"), drop("files", 0)]
)
def test_a_second_time_changes_nothing(change: Change) -> None:
    once = change(JsonDocument.parse(PACKAGE.encode()))
    assert once.source != PACKAGE.encode()
    assert change(once) is once


def test_asking() -> None:
    document = JsonDocument.parse(TSCONFIG.encode(), "tsconfig.json")
    assert document.get("compilerOptions", "paths", "@/*", 0) == "./src/*"
    assert document.get("compilerOptions", "paths", "@/*", 1) is None
    assert document.get("include", "src", default="none") == "none"
    assert document.get("extends", 0) is None
    assert document.position("compilerOptions", "strict") == (13, 5)
    assert document.position("include", 1) == (8, 5)
    assert document.position("include", 7) == (6, 3)
    assert document.position() == (1, 1)
    span = document.span("extends")
    assert span is not None
    assert span.of(document.source) == b'"../base.json"'
    assert document.span("nothing") is None


WRONG = {
    b"": (1, 1, "a value is expected here, but the file ends"),
    b"{\n  'a': 1}": (2, 3, "a key in double quotes, or `}`, is expected here"),
    b'{"a" 1}': (1, 6, "`:` is expected here"),
    b'{"a": 1 "b": 2}': (1, 9, "`,` or `}` is expected here"),
    b'{"a": 1,, "b": 2}': (1, 9, "a key in double quotes, or `}`, is expected here"),
    b"[,]": (1, 2, "a value is expected here"),
    b"[1": (1, 3, "`,` or `]` is expected here, but the file ends"),
    b"[1]\n]": (2, 1, "the document ended before this"),
    b'{"a": "\n"}': (1, 7, "this string is not ended on its line, or has an unknown escape"),
    b'["\\x"]': (1, 2, "this string is not ended on its line, or has an unknown escape"),
    b"[NaN]": (1, 2, "a value is expected here"),
    b"[01]": (1, 3, "`,` or `]` is expected here"),
    b"[1 /* ]": (1, 4, "this comment is not ended"),
    '["é", \xff]'.encode("latin-1"): (1, 3, "this is not UTF-8"),
    b"[" * (DEPTH_LIMIT + 1): (1, DEPTH_LIMIT + 1, f"objects and arrays are nested more than {DEPTH_LIMIT} deep"),
    b"[" + b"1" * 5000 + b"]": (1, 2, "this number is too long"),
}


@pytest.mark.parametrize("source", WRONG, ids=range(len(WRONG)))
def test_mistakes_have_a_place(source: bytes) -> None:
    line, column, message = WRONG[source]
    with pytest.raises(JsonSyntaxError) as caught:
        JsonDocument.parse(source, "a.json")
    assert (caught.value.message, caught.value.location) == (message, Location("a.json", line, column))


def test_the_deepest_that_is_read() -> None:
    source = b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT
    assert JsonDocument.parse(source).position(*[0] * (DEPTH_LIMIT - 1)) == (1, DEPTH_LIMIT)
    with pytest.raises(RefusedError, match="nested more than"):
        JsonDocument.parse(source).with_value((0,) * DEPTH_LIMIT, [])


@pytest.mark.parametrize(
    ("keys", "value"),
    [(("name", "x"), 1), (("files", "x"), 1), ((0,), 1), (("files", 2), 1), (("a", 1), 1), (("files", 0, "x"), 1)],
)
def test_keys_that_lead_nowhere(keys: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(JsonPathError) as caught:
        JsonDocument.parse(PACKAGE.encode(), "package.json").with_value(keys, value)
    assert caught.value.location is not None


def test_adding_to_what_is_no_array() -> None:
    with pytest.raises(JsonPathError):
        JsonDocument.parse(PACKAGE.encode()).with_item(("scripts",), 1)


@pytest.mark.parametrize("value", [{1: 2}, {"a": {1, 2}}, object(), [b"x"]])
def test_what_json_has_no_form_for(value: object) -> None:
    with pytest.raises(TypeError):
        JsonDocument.parse(b"{}").with_value(("a",), value)
    with pytest.raises(TypeError):
        dump_json(value)


def test_a_new_file() -> None:
    value = {"name": "é", "exports": {".": "./src/index.ts"}, "files": [], "keywords": ["a", {"b": None}]}
    written = dump_json(value, "\t", b"\r\n")
    assert written.decode().split("\r\n") == [
        *("{", '\t"name": "é",', '\t"exports": {', '\t\t".": "./src/index.ts"', "\t},", '\t"files": [],'),
        *('\t"keywords": [', '\t\t"a",', "\t\t{", '\t\t\t"b": null', "\t\t}", "\t]", "}", ""),
    ]
    assert JsonDocument.parse(written).value == value
