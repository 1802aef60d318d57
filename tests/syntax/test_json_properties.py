"""Any edit of any JSON document with comments: the value is what was asked for, every other byte stays."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.syntax.json_document import JsonDocument
from migrator.syntax.json_parser import JsonParser
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
