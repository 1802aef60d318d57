"""Any edit of any JSON document with comments: the value is what was asked for, every other byte stays."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.syntax.json.document import JsonDocument
from migrator.syntax.json.parser import JsonParser
from migrator.syntax.json.value import same
from migrator.text import LineIndex

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.just("half a pair: \ud800"),
)
keys = st.one_of(
    st.sampled_from(["a", "b", "c", "B", "name", "@x/y", "é", '"', "//", "/*"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
gaps = st.lists(
    st.sampled_from(
        ["", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "/* , */", "/* \n ] */", '// } "\n', "// é\r\n", "// c\r"]
    ),
    max_size=3,
).map("".join)
nothing = st.just("")


def written(draw: st.DrawFn, value: Any, gap: st.SearchStrategy[str]) -> str:
    if not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=draw(st.booleans()))
    parts = []
    for item in value:
        name = json.dumps(item) + draw(gap) + ":" + draw(gap) if isinstance(value, dict) else ""
        held = value[item] if isinstance(value, dict) else item
        parts.append(draw(gap) + name + written(draw, held, gap) + draw(gap))
    comma = "," if parts and draw(st.booleans()) else ""
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + ",".join(parts) + comma + draw(gap) + closing


@st.composite
def documents(draw: st.DrawFn, gap: st.SearchStrategy[str] = gaps) -> tuple[bytes, Any]:
    value = draw(values)
    text = draw(st.sampled_from(["", "\ufeff"])) + draw(gap) + written(draw, value, gap) + draw(gap)
    return text.encode("utf-8", "backslashreplace"), value


def places(value: Any, around: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(around, value)]
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += places(value[key], (*around, key))
    return found


def without_blanks(source: bytes) -> bytes:
    return re.sub(rb"[ \t\r\n]", b"", source)


def is_part(small: bytes, large: bytes) -> bool:
    """Whether `small` is what is left of `large` when bytes are taken away."""
    left = iter(large)
    return all(byte in left for byte in small)


@given(documents())
@settings(deadline=None)
def test_reads_what_was_written(document: tuple[bytes, Any]) -> None:
    source, value = document
    assert JsonDocument.parse(source).value == value


@given(documents(st.sampled_from(["", " ", "\n", "\r\n\t"])))
@settings(deadline=None)
def test_both_readers_agree(document: tuple[bytes, Any]) -> None:
    source, _ = document
    assert JsonDocument.parse(source).value == JsonParser(source, "").parse().plain()


@given(st.data(), documents())
@settings(max_examples=300, deadline=None)
def test_replacing_touches_only_the_value(data: st.DataObject, document: tuple[bytes, Any]) -> None:
    source, value = document
    parsed = JsonDocument.parse(source)
    path, _ = data.draw(st.sampled_from(places(value)))
    new = data.draw(values)
    edited = parsed.with_value(path, new)
    span = parsed.span(*path)
    assert span is not None
    assert edited.get(*path) == new
    assert edited.source.startswith(source[: span.start])
    assert edited.source.endswith(source[span.end :])
    assert edited.with_value(path, new) is edited
    assert parsed.source is source


@given(st.data(), documents())
@settings(max_examples=300, deadline=None)
def test_inserting_only_adds(data: st.DataObject, document: tuple[bytes, Any]) -> None:
    source, value = document
    parsed = JsonDocument.parse(source)
    containers = [place for place in places(value) if isinstance(place[1], dict | list)]
    if not containers:
        return
    path, container = data.draw(st.sampled_from(containers))
    new = data.draw(values)
    if isinstance(container, dict):
        key = data.draw(keys.filter(lambda key: key not in container))
        edited = parsed.with_value((*path, key), new)
        assert {**container, key: new} == edited.get(*path)
    else:
        edited = parsed.with_item(path, new)
        assert sorted(map(repr, [*container, new])) == sorted(map(repr, edited.get(*path)))
        assert [item for item in edited.get(*path) if item != new] == [item for item in container if item != new]
    assert is_part(without_blanks(source), edited.source)
    if container:
        assert is_part(source, edited.source)


@given(st.data(), documents())
@settings(max_examples=300, deadline=None)
def test_removing_only_takes_away(data: st.DataObject, document: tuple[bytes, Any]) -> None:
    source, value = document
    parsed = JsonDocument.parse(source)
    path, _ = data.draw(st.sampled_from(places(value)))
    edited = parsed.without(path)
    assert is_part(edited.source, source)
    if not path:
        assert edited is parsed
        return
    around = parsed.span(*path[:-1])
    assert around is not None
    assert edited.source.startswith(source[: around.start + 1])
    assert edited.source.endswith(source[around.end - 1 :])
    for other, held in places(value):
        if other[: len(path) - 1] != path[:-1]:
            assert other == path[: len(other)] or edited.get(*other) == held


@given(st.dictionaries(keys, values, max_size=5), keys, values, st.sampled_from(["  ", "\t", "    "]))
@settings(deadline=None)
def test_taking_back_what_was_put_in_restores_the_file(value: dict[str, Any], key: str, new: Any, indent: str) -> None:
    source = json.dumps({"outer": value}, indent=indent, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    parsed = JsonDocument.parse(source)
    path = ("outer", key)
    if parsed.get(*path, default=source) is source and parsed.get("outer") == value:
        assert parsed.with_value(path, new).without(path).source == source
        written = json.dumps(parsed.with_value(path, new).value, indent=indent, ensure_ascii=False)
        assert parsed.with_value(path, new).source == written.encode("utf-8", "backslashreplace") + b"\n"


@given(documents())
@settings(deadline=None)
def test_positions_are_where_the_values_are(document: tuple[bytes, Any]) -> None:
    source, value = document
    parsed = JsonDocument.parse(source)
    for path, held in places(value):
        span = parsed.span(*path)
        assert span is not None
        assert JsonDocument.parse(source[span.start : span.end]).value == held
        if path and isinstance(path[-1], int):
            assert parsed.position(*path) == LineIndex(source).position(span.start)


def one_edit(draw: Any, document: JsonDocument, value: Any) -> tuple[JsonDocument, Any, tuple[str | int, ...], str]:
    """Some edit, the value that should be there by plain assignment, what holds the change, and what it was."""
    value = copy.deepcopy(value)
    kind = draw(st.sampled_from(["set", "nest", "append", "delete", "replace"]))
    path, held = draw(st.sampled_from(places(value)))
    if kind == "append" and isinstance(held, list):
        new = draw(values)
        edited = document.with_item(path, new)
        after = edited.get(*path)
        index = next((n for n, item in enumerate(held) if not same(item, after[n])), len(held))
        held.insert(index, new)
        return edited, value, path, "insert"
    if kind in ("set", "nest") and isinstance(held, dict):
        names = draw(st.lists(keys, min_size=1, max_size=1 if kind == "set" else 3))
        new = draw(values)
        fresh = names[0] not in held
        target = held
        for name in names[:-1]:
            if not isinstance(target.get(name, {}), dict):
                return document, value, path, "none"
            target = target.setdefault(name, {})
        target[names[-1]] = new
        return document.with_value((*path, *names), new), value, path, "insert" if fresh else "replace"
    if not path:
        return document, value, path, "none"
    around = value
    for key in path[:-1]:
        around = around[key]
    if kind == "delete":
        del around[path[-1]]
        return document.without(path), value, path[:-1], "delete"
    around[path[-1]] = new = draw(values)
    scalar = not isinstance(new, dict | list) and not isinstance(held, dict | list)
    return document.with_value(path, new), value, path, "scalar" if scalar else "replace"


@given(st.data(), documents())
@settings(max_examples=400, deadline=None)
def test_any_series_of_edits(data: st.DataObject, written: tuple[bytes, Any]) -> None:
    document, value = JsonDocument.parse(written[0]), written[1]
    for _ in range(data.draw(st.integers(1, 6))):
        before = document
        document, value, path, kind = one_edit(data.draw, before, value)
        assert same(document.value, value)
        assert same(JsonParser(document.source, "").parse().plain(), value)
        span = before.span(*path)
        assert span is not None
        assert document.source.startswith(before.source[: span.start])
        assert document.source.endswith(before.source[span.end :])
        if kind == "insert":
            assert is_part(without_blanks(before.source), document.source)
        elif kind == "delete":
            assert is_part(document.source, before.source)


def lined(draw: st.DrawFn, value: Any, indent: str, unit: str) -> str:
    """`value` with each element on a line of its own, and comments behind and above some of them."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(1, 5)) == 1:
        return json.dumps(value, ensure_ascii=False)
    inner = indent + unit
    lines = []
    elements = list(value.items() if isinstance(value, dict) else ((None, item) for item in value))
    comma = draw(st.booleans())
    for number, (key, item) in enumerate(elements):
        lines += draw(st.sampled_from([[], [], [""], [inner + "// above"], ["", inner + "/* above, */"]]))
        name = "" if key is None else json.dumps(key) + ": "
        end = "," if comma or number < len(elements) - 1 else ""
        lines.append(
            inner + name + lined(draw, item, inner, unit) + end + draw(st.sampled_from(["", "", " // behind }"]))
        )
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return "\n".join([opening, *lines, indent + closing])


@st.composite
def lined_documents(draw: st.DrawFn) -> tuple[bytes, Any]:
    value = draw(
        st.one_of(st.dictionaries(keys, values, min_size=1, max_size=4), st.lists(values, min_size=1, max_size=4))
    )
    text = lined(draw, value, "", draw(st.sampled_from(["  ", "    ", "\t"]))) + draw(st.sampled_from(["\n", ""]))
    text = draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text.encode("utf-8", "backslashreplace"), value


def hunk(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines that went and the lines that came, between what is the same at the top and at the end."""
    old, new = before.split(b"\n"), after.split(b"\n")
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


@given(st.data(), lined_documents())
@settings(max_examples=400, deadline=None)
def test_only_the_lines_that_say_something_new_differ(data: st.DataObject, written: tuple[bytes, Any]) -> None:
    document, value = JsonDocument.parse(written[0]), written[1]
    for _ in range(data.draw(st.integers(1, 4))):
        before = document
        document, value, path, kind = one_edit(data.draw, before, value)
        went, came = hunk(before.source, document.source)
        if kind == "insert":  # a line may get a comma, an empty pair of brackets its content
            assert len(went) <= 1
            assert not went or is_part(without_blanks(went[0]), b"\n".join(came))
            span = before.span(*path)
            if went and span is not None and b"\n" in span.of(before.source):  # a comment stays with its element
                assert went[0].replace(b",", b"") in [line.replace(b",", b"") for line in came]
        elif kind == "delete":  # a line may lose its comma, a pair of brackets its content
            assert is_part(b"\n".join(came), b"\n".join(went))
            assert len(came) <= 1
        elif kind == "scalar":
            assert len(went) == len(came) <= 1
        assert document.source[-1:] == before.source[-1:]
        if b"\r\n" in before.source:
            assert document.source.count(b"\n") == document.source.count(b"\r\n")
