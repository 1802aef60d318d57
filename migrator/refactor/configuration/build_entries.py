"""Lists of the modules that a package's build makes: bundlers make what they are told, not what `exports` names.

tsup, tsdown and unbuild make one file per entry, at its path below `src`; so does `bun build`. What Rollup and Vite
make of a list depends on the rest of their configuration; of an object the keys are the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.errors import MigratorError
from migrator.refactor.configuration.connection import Advice, behind, files_in, pairs_of
from migrator.refactor.configuration.literal import insert_behind
from migrator.syntax import JsonDocument, Module, Node
from migrator.text import Edit, Span, apply_edits
from migrator.tree import Overlay, relative
from migrator.workspace import compile_glob

_ENTRY_KEYS = {"tsup": "entry", "tsdown": "entry", "unbuild": "entries", "rollup": "input", "vite": "entry"}
_CONFIGS = {
    "tsup": re.compile(r"tsup\.config\.[cm]?[jt]s"),
    "tsdown": re.compile(r"tsdown\.config\.[cm]?[jt]s"),
    "unbuild": re.compile(r"build\.config\.[cm]?[jt]s"),
    "rollup": re.compile(r"rollup\.config\.[cm]?[jt]s"),
    "vite": re.compile(r"vite\.config\.[cm]?[jt]s"),
}
_LISTS = ("tsup", "tsdown", "unbuild")
_POSITIONAL = re.compile(r"(?<![\w./-])(?:tsup|tsdown|bun build)(?P<entries>(?:\s+(?!-)(?:\./)?src/\S+)+)")
_ENDING = re.compile(r"\.[cm]?[jt]sx?$")
_PLAIN_KEY = re.compile(r"[A-Za-z_$][\w$]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A module as a list of entries has it: `./src/a.ts`, `src/a`; a glob; with `!`, what is left out."""

    text: str

    @property
    def path(self) -> str:
        """Relative to the package, without what marks it as relative or as left out."""
        return self.text.removeprefix("!").removeprefix("./")

    @property
    def is_general(self) -> bool:
        """Whether it can stand in another package as it is: a glob, what is left out, the index."""
        is_glob = any(char in self.text for char in "*{?")
        return is_glob or self.text.startswith("!") or _ENDING.sub("", self.path) == "src/index"

    def covers(self, module: str) -> bool:
        """Whether the build makes `module`, relative to the package, of this entry."""
        if self.text.startswith("!") or not self.path.startswith("src/"):
            return False
        return compile_glob(self.path).matches(module) or _stem(self.path) == _stem(module)

    def naming(self, module: str) -> str:
        """The text that names `module` as this entry names its own."""
        prefix = "./" if self.text.startswith("./") else ""
        return prefix + (module if _ENDING.search(self.text) or "*" in self.text else _stem(module))


def name_for_build(tree: Overlay, package: str, module: str) -> tuple[Advice, ...]:
    """Let the build of the package folder `package` make `module`, one of its own that others now import.

    Nothing happens where the build needs no list, or has the module in it. Answers where the list can't be edited.
    """
    inner = relative(module, package)
    path = f"{package}/package.json"
    document = JsonDocument.parse(tree.read(path), path)
    texts = document.get("scripts") or {}
    build = texts.get("build") if isinstance(texts, dict) else None
    if not isinstance(build, str) or not inner.startswith("src/"):
        return ()
    if _POSITIONAL.search(build):
        for name, text in texts.items():
            if isinstance(text, str):
                document = document.with_value(("scripts", name), _with_positional(text, inner))
        tree.write(path, document.source)
        return ()
    tool = next((one for one in _ENTRY_KEYS if re.search(rf"(?<![\w./@-]){one}(?![\w./-])", build)), None)
    if tool is None:
        return ()
    listed = document.get(tool, "entry")
    if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
        if listed and not any(Entry(one).covers(inner) for one in listed):
            tree.write(path, document.with_item((tool, "entry"), Entry(listed[0]).naming(inner)).source)
        return ()
    return tuple(_in_configs(tree, package, tool, inner))


def forget_in_build(tree: Overlay, package: str, module: str) -> None:
    """The reverse, for an entry of its own that `module` has in a list; a glob stays."""
    inner = relative(module, package)
    path = f"{package}/package.json"
    document = JsonDocument.parse(tree.read(path), path)
    scripts = document.get("scripts")
    for name, text in scripts.items() if isinstance(scripts, dict) else ():
        found = _POSITIONAL.search(text) if isinstance(text, str) else None
        for word in found["entries"].split() if found else ():
            if _stem(Entry(word).path) == _stem(inner) and len(found["entries"].split() if found else ()) > 1:
                document = document.with_value(("scripts", name), text.replace(f" {word}", "", 1))
    tree.write(path, document.source)
    for tool, key in _ENTRY_KEYS.items():
        for config in files_in(tree, package, _CONFIGS[tool]):
            parsed = Module(config, tree.read(config))
            edits: list[Edit] = []
            for value in _values(parsed, key):
                entries = _entries(value)
                kept = [node.text for node, entry in entries if _stem(entry.path) != _stem(inner)]
                if 0 < len(kept) < len(entries):
                    edits.append(_only(kept, entries))
            if edits:
                tree.write(config, apply_edits(parsed.source, edits))


def general_command(text: str) -> str:
    """A build's command for another package: of the modules that it names one by one, only the index stays."""
    found = _POSITIONAL.search(text)
    if found is None:
        return text
    words = found["entries"].split()
    kept = [word for word in words if Entry(word).is_general and not word.endswith(".tsx")]
    if not any(Entry(word).covers("src/index.ts") for word in kept):
        kept.insert(0, Entry(words[0]).naming("src/index.ts"))
    return f"{text[: found.start('entries')]} {' '.join(kept)}{text[found.end('entries') :]}"


def general_settings(tool: str, path: str, source: bytes) -> bytes:
    """A build's configuration for another package: of the modules that it names one by one, only the index stays."""
    key = _ENTRY_KEYS.get(tool)
    if key is None:
        return source
    module = Module(path, source)
    edits: list[Edit] = []
    for value in _values(module, key):
        entries = _entries(value)
        kept = [node.text for node, entry in entries if entry.is_general]
        if entries and not any(entry.covers("src/index.ts") for _, entry in entries if entry.is_general):
            kept.insert(0, _like(*entries[0], "src/index.ts"))
        if (entries and len(kept) != len(entries)) or kept != [node.text for node, _ in entries]:
            edits.append(_only(kept, entries))
    return apply_edits(source, edits) if edits else source


def _with_positional(text: str, inner: str) -> str:
    found = _POSITIONAL.search(text)
    if found is None:
        return text
    words = found["entries"].split()
    if any(Entry(word).covers(inner) for word in words):
        return text
    return f"{text[: found.end('entries')]} {Entry(words[0]).naming(inner)}{text[found.end('entries') :]}"


def _in_configs(tree: Overlay, package: str, tool: str, inner: str) -> Iterator[Advice]:
    key = _ENTRY_KEYS[tool]
    for path in files_in(tree, package, _CONFIGS[tool]):
        try:
            module = Module(path, tree.read(path))
        except MigratorError:
            continue
        edits: list[Edit] = []
        for value in _values(module, key):
            entries = _entries(value)
            if any(entry.covers(inner) for _, entry in entries):
                continue
            edit = _addition(tool, value, entries, inner)
            if edit is None:
                text = f"`{key}` of {path} does not have {inner}, which the package's `exports` name"
                yield Advice(text, path, value.position.line, f'"{inner}",')
            else:
                edits.append(edit)
        if edits:
            tree.write(path, apply_edits(module.source, edits))


def _addition(tool: str, value: Node, entries: Sequence[tuple[Node, Entry]], inner: str) -> Edit | None:
    if not entries:
        return None
    node, entry = entries[-1]
    text = _like(node, entry, inner)
    if value.kind == "object":
        return insert_behind(node, text)
    if tool not in _LISTS:
        return None
    if value.kind == "array":
        return insert_behind(node, text)
    return Edit(value.span, f"[{value.text}, {text}]".encode())


def _like(node: Node, entry: Entry, inner: str) -> str:
    """The source of `node`, an item or a member that has `entry`, for the module `inner`."""
    value = node.field("value") if node.kind == "pair" else node
    text = (value or node).text.replace(entry.text, entry.naming(inner))
    if node.kind != "pair":
        return text
    key = _stem(inner).removeprefix("src/")
    written = node.field("key")
    quote = written.text[0] if written is not None and written.text[0] in "\"'" else '"'
    quoted = written is not None and written.text[0] in "\"'"
    return f"{key if _PLAIN_KEY.fullmatch(key) and not quoted else quote + key + quote}: {text}"


def _values(module: Module, key: str) -> Iterator[Node]:
    """What stands under `key`, wherever it names modules below `src`."""
    for pair in pairs_of(module, key):
        value = behind(pair.field("value"))
        if value is not None and "src/" in value.text:
            yield value


def _entries(value: Node) -> list[tuple[Node, Entry]]:
    """The items of a list, the members of an object, or the one value, each with the module that it names."""
    items = value.children if value.kind in ("array", "object") else (value,)
    found: list[tuple[Node, Entry]] = []
    for item in items:
        inner = item.field("value") if item.kind == "pair" else item
        strings = [] if inner is None else [inner, *inner.descendants("string")]
        named = [one.string_value for one in strings if one.string_value and "src/" in one.string_value]
        if named:
            found.append((item, Entry(named[0])))
    return found


def _only(kept: Sequence[str], entries: Sequence[tuple[Node, Entry]]) -> Edit:
    """An edit that leaves of a list's items only those with the source texts `kept`."""
    span = Span(entries[0][0].span.start, entries[-1][0].span.end)
    return Edit(span, ", ".join(kept).encode())


def _stem(path: str) -> str:
    return _ENDING.sub("", path)
