"""Any series of edits of any YAML file: the value is what was asked for, and every other line stays as it was."""

from __future__ import annotations

import copy
import re
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from yaml_documents import Path, Written, documents, keys, scalars, texts, values

from migrator.errors import RefusedError
from migrator.syntax.json.value import same
from migrator.syntax.yaml.document import YamlDocument

Lines = list[bytes]


def places(value: Any, around: Path = ()) -> list[tuple[Path, Any]]:
    found = [(around, value)]
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += places(value[key], (*around, key))
    return found


def hunk(before: bytes, after: bytes) -> tuple[Lines, Lines]:
    """The lines that went and the lines that came, between what is the same at the top and at the end."""
    old, new = (re.split(rb"\r?\n", source.removeprefix(b"\xef\xbb\xbf")) for source in (before, after))
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    return old, new


def only_adds(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with one piece put in."""
    top = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    return after.endswith(before[top:]) and len(before) < len(after)


def read(source: bytes) -> Any:
    """By PyYAML's own loader, which goes by YAML 1.1."""
    return yaml.safe_load(source.decode("utf-8-sig"))


def checked(document: YamlDocument, before: YamlDocument, expected: Any) -> None:
    assert same(document.value, expected)
    assert same(read(document.source), expected), document.source
    source = before.source
    ended = document.source.rstrip(b" ")
    assert source.endswith(b"\n") == ended.endswith(b"\n") or not source
    assert source.startswith(b"\xef\xbb\xbf") == document.source.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in source:
        assert document.source.count(b"\n") == document.source.count(b"\r\n")


@given(documents())
@settings(max_examples=200, deadline=None)
def test_reads_what_was_written(written: Written) -> None:
    document = YamlDocument.parse(written.source)
    assert same(document.value, written.value)
    assert same(read(written.source), written.value)


@given(st.data(), documents())
@settings(max_examples=200, deadline=None)
def test_an_equal_value_changes_no_byte(data: st.DataObject, written: Written) -> None:
    document = YamlDocument.parse(written.source)
    path, value = data.draw(st.sampled_from(places(written.value)))
    assert document.with_value(path, copy.deepcopy(value)) is document


@given(st.data(), documents())
@settings(max_examples=300, deadline=None)
def test_inserting_only_adds_lines(data: st.DataObject, written: Written) -> None:
    document = YamlDocument.parse(written.source)
    path, around = data.draw(st.sampled_from([one for one in places(written.value) if isinstance(one[1], dict | list)]))
    new = data.draw(values)
    if isinstance(around, dict):
        key = data.draw(keys.filter(lambda key: key not in around))
        edited = document.with_value((*path, key), new)
        assert same(edited.get(*path), {**around, key: new})
    else:
        edited = document.with_item(path, new)
        index = next((n for n, item in enumerate(around) if not same(item, edited.get(*path, n))), len(around))
        assert same(edited.get(*path), [*around[:index], new, *around[index:]])
    assert only_adds(document.source, edited.source) if around else len(hunk(document.source, edited.source)[0]) <= 1
    again = edited.without((*path, key)) if isinstance(around, dict) else edited.without((*path, index))
    assert same(again.value, document.value)
    if around:
        assert again.source == document.source


@given(st.data(), documents())
@settings(max_examples=300, deadline=None)
def test_removing_takes_its_lines_and_its_comments(data: st.DataObject, written: Written) -> None:
    document = YamlDocument.parse(written.source)
    path, _ = data.draw(st.sampled_from([one for one in places(written.value) if one[0]]))
    around = document.get(*path[:-1])
    edited = document.without(path)
    expected = copy.deepcopy(written.value)
    holder = expected
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    checked(edited, document, expected)
    if len(around) > 1:
        assert only_adds(edited.source, document.source)
    else:
        assert len(hunk(document.source, edited.source)[1]) == 1
    for number, owner, kind in written.comments:
        if owner[: len(path)] != path:
            assert b"# c%d:" % number in edited.source
        elif kind != "above":
            assert b"# c%d:" % number not in edited.source
    assert (b"# head" in document.source, b"# end" in document.source) == (
        b"# head" in edited.source,
        b"# end" in edited.source,
    )


@given(st.data(), documents())
@settings(max_examples=300, deadline=None)
def test_a_new_scalar_changes_its_line_alone(data: st.DataObject, written: Written) -> None:
    document = YamlDocument.parse(written.source)
    leaves = [one for one in places(written.value) if not isinstance(one[1], dict | list)]
    assume(leaves)
    path, old = data.draw(st.sampled_from(leaves))
    new = data.draw(scalars)
    edited = document.with_value(path, new)
    went, came = hunk(document.source, edited.source)
    assert (len(went), len(came)) == ((0, 0) if edited is document else (1, 1))
    for number, _, _ in written.comments:
        assert b"# c%d:" % number in edited.source
    assert edited.with_value(path, new) is edited
    back = edited.with_value(path, old)
    assert same(back.value, document.value)


def one_edit(draw: Any, document: YamlDocument, value: Any) -> tuple[YamlDocument, Any]:
    """Some edit, the value that should be there by plain assignment, and only the lines changed that may change."""
    value = copy.deepcopy(value)
    kind = draw(st.sampled_from(["set", "replace", "delete", "append", "nest"]))
    path, held = draw(st.sampled_from(places(value)))
    if kind == "append" and isinstance(held, list):
        new = draw(texts)
        edited = document.with_item(path, new)
        after = edited.get(*path)
        index = next((n for n, item in enumerate(held) if not same(item, after[n])), len(held))
        assert not held or only_adds(document.source, edited.source)
        held.insert(index, new)
        return edited, value
    if kind in ("set", "nest") and isinstance(held, dict):
        names = draw(st.lists(keys, min_size=1, max_size=1 if kind == "set" else 3))
        new = draw(values)
        fresh = bool(held) and names[0] not in held
        target = held
        for name in names[:-1]:
            if not isinstance(target.get(name, {}), dict):
                return document, value
            target = target.setdefault(name, {})
        target[names[-1]] = new
        edited = document.with_value((*path, *names), new)
        assert not fresh or only_adds(document.source, edited.source)
        return edited, value
    if not path:
        return document, value
    around = value
    for key in path[:-1]:
        around = around[key]
    if kind == "delete":
        edited = document.without(path)
        del around[path[-1]]
        if around:
            assert only_adds(edited.source, document.source)
        else:
            assert len(hunk(document.source, edited.source)[1]) == 1
        return edited, value
    new = around[path[-1]] = draw(values)
    edited = document.with_value(path, new)
    if not isinstance(new, dict | list) and not isinstance(held, dict | list):
        assert len(hunk(document.source, edited.source)[1]) == (not same(held, new))
    return edited, value


@given(st.data(), documents())
@settings(max_examples=400, deadline=None)
def test_any_series_of_edits(data: st.DataObject, written: Written) -> None:
    document, value = YamlDocument.parse(written.source), written.value
    for _ in range(data.draw(st.integers(1, 6))):
        before = document
        document, value = one_edit(data.draw, before, value)
        checked(document, before, value)
        assert (document is before) == same(before.value, value)


SPECIAL = {
    b"base: &base\n  x: 1 # one\n": {"base": {"x": 1}},
    b"use: !!map {x: 1}\n": {"use": {"x": 1}},
    b"anchored: &a [1]\naliased:\n  - *a\n  - 2\n": {"anchored": [1], "aliased": [[1], 2]},
    b"first: &f {x: 1}\nmerged:\n  <<: *f\n  own: 2\n": {"first": {"x": 1}, "merged": {"<<": {"x": 1}, "own": 2}},
    b"odd:\n  ? [x]\n  : y\n": {"odd": {}},
    b"asked:\n  ? x\n  : y\n  z: 1\n": {"asked": {"x": "y", "z": 1}},
    b"pairs: [p: 1, q]\n": {"pairs": [{"p": 1}, "q"]},
    b"spread: [\n  p, # first\n  q\n]\n": {"spread": ["p", "q"]},
    b"text: |+\n  # no comment\n  a\n\nfolded: >-\n  b\n  c\n": {"text": "# no comment\na\n\n", "folded": "b c"},
    b"long: one\n  two\nquoted: 'one\n\n  two'\n": {"long": "one two", "quoted": "one\ntwo"},
    b"tabbed:\t1\t# one\nlisted: [a,\tb]\n": {"tabbed": 1, "listed": ["a", "b"]},
    b"below:\n  x\nlower:\n  [a,\n  b]\n": {"below": "x", "lower": ["a", "b"]},
}


@given(st.data(), st.lists(st.sampled_from(list(SPECIAL)), min_size=1, max_size=4, unique=True))
@settings(max_examples=400, deadline=None)
def test_what_is_special_stays_or_the_edit_is_refused(data: st.DataObject, parts: list[bytes]) -> None:
    source = b"".join([b"before: 1\n", *parts, b"after:\n  - 1\n"])
    document = YamlDocument.parse(source)
    value = {"before": 1, "after": [1]} | {key: held for part in parts for key, held in SPECIAL[part].items()}
    assert document.value == value
    try:
        edited, expected = one_edit(data.draw, document, value)
    except RefusedError as error:
        assert error.location is not None
        assert error.location.line is not None
        return
    assert same(edited.value, expected)
    for part in parts:
        if all(same(expected.get(key), held) for key, held in SPECIAL[part].items()):
            assert part in edited.source


@given(st.data(), st.lists(st.sampled_from(list(SPECIAL)), min_size=1, max_size=4, unique=True))
@settings(deadline=None)
def test_edits_beside_what_is_special_are_made(data: st.DataObject, parts: list[bytes]) -> None:
    source = b"".join([b"before: 1\n", *parts, b"after:\n  - b\n  - c\n"])
    document = YamlDocument.parse(source)
    assert document.with_value(("before",), 2).source == source.replace(b"before: 1", b"before: 2")
    assert document.with_item(("after",), "a").source == source.replace(b"  - b", b"  - a\n  - b")
    assert document.with_value(("new",), 1).source == source + b"new: 1\n"
    assert document.without(("before",)).source == source.removeprefix(b"before: 1\n")
