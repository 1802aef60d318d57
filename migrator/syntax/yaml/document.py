"""A YAML file: asked by key, changed without disturbing anything else in it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from migrator.errors import Location, MigratorError, RefusedError
from migrator.syntax.json.value import Keys, changed, plain, same, sorted_place
from migrator.syntax.yaml.difference import steps
from migrator.syntax.yaml.edit import YamlEditor
from migrator.syntax.yaml.node import YamlNode, YamlSyntaxError, YamlTree
from migrator.syntax.yaml.reader import read_tree
from migrator.text import Edit, LineIndex, Position, apply_edits

__all__ = ["YamlDocument", "YamlPathError"]

SORTED_ROOT = 5
"""From how many keys on the outermost mapping's order is meant: fewer are in order by chance."""


class YamlPathError(MigratorError):
    """The keys lead through something that can't hold them: a member of a sequence, say."""


class YamlDocument:
    """One YAML file: `source` (bytes) and `value` (dicts, lists, scalars). Never changed: an edit makes another.

    Do not change what `value` and `get` hand out. Anchors, aliases, tags, merge keys, keys that are no names and
    several documents can be read and stay; an edit that touches them raises RefusedError with the place, whose file
    is `path`.
    """

    def __init__(self, source: bytes, tree: YamlTree, path: str = "") -> None:
        self.source = source
        self.path = path
        self._tree = tree

    @classmethod
    def parse(cls, source: bytes, path: str = "") -> YamlDocument:
        """Read `source`; `path` is for error messages. Raises YamlSyntaxError with every place."""
        return cls(source, read_tree(source, path), path)

    @property
    def value(self) -> Any:
        """The first document as plain Python; an empty mapping is `{}`, an empty file None."""
        return self._tree.root.value

    def get(self, *keys: str | int, default: Any = None) -> Any:
        """The value under `keys`; `default` where there is none."""
        found, missing = self._find(keys)
        return default if missing else found[-1].value

    def position(self, *keys: str | int) -> Position:
        """Where the member or item under `keys` starts (a member with its key), or the nearest around that exists."""
        node, position = self._tree.root, self._tree.root.position
        for key in keys:
            held = _held(node, key)
            if held is None:
                break
            name = node.key(key) if isinstance(key, str) else None
            node, position = held, (name or held).position
        return position

    def with_value(self, keys: Keys, value: Any, before: str | None = None) -> YamlDocument:
        """The document with `value` under `keys`; itself where an equal value is there (order of keys apart).

        Missing mappings are made on the way, also where a key has no value yet. A new key goes to its sorted place
        where the keys around it are sorted, else to the end; in any case in front of the member `before`, where
        there is one. A sequence's next index appends. Of a mapping or sequence that is there already only what
        differs is changed. Raises YamlPathError where the keys lead through a value that can't hold them, and
        RefusedError where the edit would touch what can't be edited.
        """
        value = plain(value)
        found, missing = self._find(keys)
        if missing:
            return self._with_new(keys, found, missing, value, before)
        old = found[-1].value
        if same(old, value):
            return self
        expected = changed(self.value, keys, value)
        parts = steps(old, value)
        if parts is None:
            return self._edited(self._editor.replaced(found, value), expected)
        document = self
        for kind, key, item in parts:
            if kind == "remove":
                document = document.without((*keys, key))
            elif isinstance(key, int) and kind == "insert":
                document = document._with_item_at(keys, key, item)
            else:
                document = document.with_value((*keys, key), item)
        return document._edited([], expected)

    def with_item(self, keys: Keys, value: Any) -> YamlDocument:
        """The document with `value` added to the sequence under `keys`, which is made if it is missing or has no value.

        The item goes to its sorted place where the sequence holds two or more strings in order, else to the end.
        """
        found, missing = self._find(keys)
        if missing or found[-1].value in (None, []):
            return self.with_value(keys, [value])
        if found[-1].kind != "sequence":
            raise self._misled(keys)
        value = plain(value)
        names = [element.value for element in found[-1].elements]
        return self._with_item_at(keys, sorted_place(names, value, at_least=2), value)

    def without(self, keys: Keys) -> YamlDocument:
        """The document without the member or item under `keys`; itself where there is none.

        The comment on its line goes along, deeper ones below it, and one directly above that can be meant for
        nothing else. The last one leaves `{}` or `[]`.
        """
        found, missing = self._find(keys)
        if len(missing) == 1 and isinstance(missing[0], str):
            self._editor.checked_member(found[-1], missing[0])
        if missing or not keys:
            return self
        node, key = found[-2], keys[-1]
        left: Any
        if isinstance(key, int):
            left = [*node.value[:key], *node.value[key + 1 :]]
        else:
            left = {name: item for name, item in node.value.items() if name != key}
        expected = changed(self.value, keys[:-1], left)
        return self._edited(self._editor.removed(found), expected)

    def _find(self, keys: Keys) -> tuple[list[YamlNode], Keys]:
        """The nodes from the root along `keys` as far as they exist, and the keys that are left."""
        found = [self._tree.root]
        for index, key in enumerate(keys):
            held = _held(found[-1], key)
            if held is None:
                return found, keys[index:]
            found.append(held)
        return found, ()

    @cached_property
    def _editor(self) -> YamlEditor:
        return YamlEditor(self.source, self._tree, self.path)

    def _with_new(
        self, keys: Keys, found: list[YamlNode], missing: Keys, value: Any, before: str | None
    ) -> YamlDocument:
        node, key = found[-1], missing[0]
        element = value
        for name in reversed(missing[1:]):
            if isinstance(name, int) and name:
                raise self._misled(keys)
            element = {name: element} if isinstance(name, str) else [element]
        empty: tuple[Any, ...] = (None, {}) if isinstance(key, str) else (None, [])
        if node.value in empty and not node.items:
            if isinstance(key, int) and key:
                raise self._misled(keys)
            held = {key: element} if isinstance(key, str) else [element]
            return self._edited(self._editor.replaced(found, held), changed(self.value, keys, value))
        if isinstance(key, int):
            if node.kind != "sequence" or key != len(node.items):
                raise self._misled(keys)
            return self._edited(self._editor.inserted(found, key, None, element), changed(self.value, keys, value))
        if node.kind != "mapping":
            raise self._misled(keys)
        names = [name.value for name, _ in node.pairs]
        index = sorted_place(names, key, at_least=2 if len(found) > 1 else SORTED_ROOT)
        index = names.index(before) if before in names else index
        return self._edited(self._editor.inserted(found, index, key, element), changed(self.value, keys, value))

    def _with_item_at(self, keys: Keys, index: int, value: Any) -> YamlDocument:
        found, _ = self._find(keys)
        items = found[-1].value
        expected = changed(self.value, keys, [*items[:index], value, *items[index:]])
        return self._edited(self._editor.inserted(found, index, None, value), expected)

    def _edited(self, edits: list[Edit], expected: Any) -> YamlDocument:
        """The document after `edits`; refused where it is not exactly what was asked for."""
        try:
            document = YamlDocument.parse(apply_edits(self.source, edits), self.path) if edits else self
        except YamlSyntaxError as error:
            raise self._failed(edits, f"it would not be YAML any more: {error.problems[0].message}") from error
        if not same(document.value, expected):
            raise self._failed(edits, "more would change than was asked for")
        return document

    def _failed(self, edits: list[Edit], reason: str) -> RefusedError:
        place = LineIndex(self.source).position(min((edit.span.start for edit in edits), default=0))
        return RefusedError(f"could not edit this YAML: {reason}", location=Location(self.path, *place))

    def _misled(self, keys: Keys) -> YamlPathError:
        name = ".".join(map(str, keys))
        return YamlPathError(
            f"there is no place for `{name}`: a mapping or sequence is expected, and a sequence's next index",
            location=Location(self.path, *self.position(*keys)),
        )


def _held(node: YamlNode, key: str | int) -> YamlNode | None:
    """The member or item of `node` under `key`."""
    if isinstance(key, str):
        return node.get(key)
    return node.elements[key] if key in range(len(node.elements)) else None
