"""A JSON file with comments: asked by key, changed without disturbing anything else in it."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, NoReturn

from migrator.errors import Location, MigratorError, RefusedError
from migrator.syntax.json.edit import inserted, removed
from migrator.syntax.json.layout import indent_at
from migrator.syntax.json.parser import BYTE_ORDER_MARK, DEPTH_LIMIT, JsonNode, JsonParser, JsonSyntaxError
from migrator.syntax.json.style import JsonStyle, style_of
from migrator.syntax.json.value import Keys, changed, names_of, plain, same, sorted_place
from migrator.text import Edit, LineIndex, Position, Span, apply_edits

__all__ = ["JsonDocument", "JsonPathError", "JsonSyntaxError", "Keys", "dump_json"]

SORTED_ROOT = 5
"""From how many keys on the outermost object's order is meant: `name, private, version` is in order by chance."""


class JsonPathError(MigratorError):
    """The keys lead through something that can't hold them: a member of an array, say."""


class JsonDocument:
    """One JSON file: `source` (bytes) and `value` (dicts, lists, scalars). Never changed: an edit makes another.

    Do not change what `value` and `get` hand out. Of equal keys in one object the last counts. `path` names the file in
    messages.
    """

    def __init__(self, source: bytes, value: Any, path: str = "") -> None:
        self.source = source
        self.value = value
        self.path = path

    @classmethod
    def parse(cls, source: bytes, path: str = "") -> JsonDocument:
        """Read `source`; `path` is for error messages. Raises JsonSyntaxError with the place."""
        if source.count(b"{") + source.count(b"[") <= DEPTH_LIMIT:
            try:  # almost every manifest is plain JSON, which the standard library reads far faster
                text = source.removeprefix(BYTE_ORDER_MARK).decode()
                return cls(source, json.loads(text, parse_constant=_refuse), path)
            except ValueError:
                pass  # comments, or a mistake that the parser below names
        root = JsonParser(source, path).parse()
        document = cls(source, root.plain(), path)
        document.root = root
        return document

    @cached_property
    def root(self) -> JsonNode:
        """The outermost value with its offsets."""
        return JsonParser(self.source, self.path).parse()

    def get(self, *keys: str | int, default: Any = None) -> Any:
        """The value under `keys`; `default` where there is none."""
        value = self.value
        for key in keys:
            known = key in value if isinstance(value, dict) else isinstance(value, list) and key in range(len(value))
            if not known:
                return default
            value = value[key]
        return value

    def span(self, *keys: str | int) -> Span | None:
        """The bytes of the value under `keys`, the quotes of a string included; None where there is none."""
        found, missing = self._find(keys)
        return None if missing else Span(found[-1].start, found[-1].end)

    def position(self, *keys: str | int) -> Position:
        """Where the member or item under `keys` starts (a member with its key), or the nearest around that exists."""
        node, offset = self.root, self.root.start
        for key in keys:
            element = node.element(key)
            if element is None:
                break
            node, offset = element.value, element.start
        return LineIndex(self.source).position(offset)

    def with_value(self, keys: Keys, value: Any, before: str | None = None) -> JsonDocument:
        """The document with `value` under `keys`; itself where an equal value is there (order of keys apart).

        Missing objects are made on the way. A new key goes to its sorted place where the keys around it are sorted,
        else to the end; in any case in front of the member `before`, where there is one. An array's next index
        appends. Comments inside a value that is replaced go with it.
        Raises JsonPathError where the keys lead through a value that can't hold them.
        """
        value = plain(value)
        found, missing = self._find(keys)
        if not missing:
            if same(found[-1].plain(), value):
                return self
            return self._edited([self._replacement(found, value)], changed(self.value, keys, value))
        element = value
        for key in reversed(missing[1:]):
            if isinstance(key, int) and key:
                raise self._misled(keys)
            element = {key: element} if isinstance(key, str) else [element]
        names = names_of(found[-1])
        if isinstance(missing[0], str):
            place = sorted_place(names, missing[0], at_least=2 if len(found) > 1 else SORTED_ROOT)
            index = names.index(before) if before in names else place
        elif (index := missing[0]) != len(names):
            raise self._misled(keys)
        return self._edited(self._insertion(found, index, missing[0], element, keys), changed(self.value, keys, value))

    def with_item(self, keys: Keys, value: Any) -> JsonDocument:
        """The document with `value` added to the array under `keys`, which is made if it is missing.

        The item goes to its sorted place where the array holds two or more strings in order, else to the end.
        """
        found, missing = self._find(keys)
        if missing:
            return self.with_value(keys, [value])
        value = plain(value)
        index = sorted_place(names_of(found[-1]), value, at_least=2)
        edits = self._insertion(found, index, index, value, keys)
        items = self.get(*keys)
        return self._edited(edits, changed(self.value, keys, [*items[:index], value, *items[index:]]))

    def without(self, keys: Keys) -> JsonDocument:
        """The document without the member or item under `keys`; itself where there is none.

        The comment on its line goes along, and so does one directly above that can be meant for nothing else.
        """
        found, missing = self._find(keys)
        if missing or not keys:
            return self
        node, key = found[-2], keys[-1]
        if isinstance(key, int):
            items = self.get(*keys[:-1])
            left: Any = [*items[:key], *items[key + 1 :]]
            return self._edited(removed(self.source, node, key), changed(self.value, keys[:-1], left))
        index = max(index for index, element in enumerate(node.elements) if element.key == key)
        document = self._applied(removed(self.source, node, index)).without(keys)  # an equal key before it goes too
        left = {name: value for name, value in self.get(*keys[:-1]).items() if name != key}
        return document._edited([], changed(self.value, keys[:-1], left))

    def _find(self, keys: Keys) -> tuple[list[JsonNode], Keys]:
        """The nodes from the root along `keys` as far as they exist, and the keys that are left."""
        found = [self.root]
        for index, key in enumerate(keys):
            element = found[-1].element(key)
            if element is None:
                return found, keys[index:]
            found.append(element.value)
        return found, ()

    @cached_property
    def _style(self) -> JsonStyle:
        return style_of(self.source, self.root)

    def _insertion(self, found: list[JsonNode], index: int, key: str | int, value: Any, keys: Keys) -> list[Edit]:
        if found[-1].kind != ("object" if isinstance(key, str) else "array"):
            raise self._misled(keys)
        name = key if isinstance(key, str) else None
        one_line = len(found) > 1 and self._on_one_line(found[-2])
        return inserted(self.source, self._style, found[-1], index, name, value, one_line)

    def _replacement(self, found: list[JsonNode], value: Any) -> Edit:
        node = found[-1]
        around = node if node.elements else found[-2] if len(found) > 1 else None
        one_line = around is not None and self._on_one_line(around)
        text = self._style.render(value, indent_at(self.source, node.start), one_line or not self._style.lines)
        return Edit(Span(node.start, node.end), text)

    def _on_one_line(self, node: JsonNode) -> bool:
        return b"\n" not in self.source[node.start : node.end]

    def _edited(self, edits: list[Edit], expected: Any) -> JsonDocument:
        """The document after `edits`; refused where it is not exactly what was asked for."""
        document = self._applied(edits)
        if not same(document.value, expected):
            raise RefusedError(f"could not edit {self.path or 'this JSON'} without changing more than was asked for")
        return document

    def _applied(self, edits: list[Edit]) -> JsonDocument:
        try:
            return JsonDocument.parse(apply_edits(self.source, edits), self.path) if edits else self
        except JsonSyntaxError as error:
            raise RefusedError(f"could not edit {self.path or 'this JSON'}: {error.message}") from error

    def _misled(self, keys: Keys) -> JsonPathError:
        name = ".".join(map(str, keys))
        return JsonPathError(
            f"there is no place for `{name}`: an object or array is expected, and an array's next index",
            location=Location(self.path, *self.position(*keys)),
        )


def dump_json(value: Any, indent: str = "  ", newline: bytes = b"\n") -> bytes:
    """`value` as a new file: one element a line, a line end at the end. Raises TypeError for what is not JSON."""
    return JsonStyle(unit=indent.encode(), newline=newline).render(plain(value), b"") + newline


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
