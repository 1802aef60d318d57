"""Parses TypeScript in which import types stand where the grammar can't read them.

The grammar knows `import("./a").B` in few places only. `f<typeof import("./a")>()` becomes a comparison, and in a
`.tsx` file `let a: import("./a").B<C>` opens an element that swallows the rest of the file. So such a type is parsed
as if a name of the same length stood there: the tree is right, and offsets stay.
"""

from __future__ import annotations

import re

from migrator.syntax.importtypes import is_import_type, is_misread
from migrator.syntax.language import RawNode, RawTree, is_javascript, parse
from migrator.syntax.patterns import END, SHORT_STRING, SKIP
from migrator.syntax.surroundings import Surroundings

_OPTIONS = rb"\{(?:[^{}]++|\{[^{}]*+\})*+\}"
_IMPORT = re.compile(
    rb"import" + END + rb"(?P<argument>" + SKIP + rb"\(" + SKIP + SHORT_STRING + SKIP
    + rb"(?:," + SKIP + rb"(?:" + _OPTIONS + SKIP + rb",?+" + SKIP + rb")?+)?+\))"
)  # fmt: skip
# Each round uncovers types that the one before had lost in a misread stretch.
_ROUNDS = 4


def parse_with_import_types(path: str, source: bytes) -> RawTree:
    """The syntax tree of `source`. An import type that the grammar would trip over is one name in it."""
    tree = parse(path, source)
    calls = [] if is_javascript(path) else list(_IMPORT.finditer(source))
    masked = bytearray(source)
    best, errors = tree, _errors(tree.root_node)
    for _ in range(_ROUNDS if calls else 0):
        root, surroundings = tree.root_node, Surroundings(path, tree.root_node)
        types = [call for call in calls if _is_type(source, root, surroundings, call)]
        if not types or not (root.has_error or any(_misread(root, surroundings, call) for call in types)):
            break
        for call in types:
            start, end = call.span("argument")
            masked[start:end] = b"_" * (end - start)
        masked_now = {call.start() for call in types}
        calls = [call for call in calls if call.start() not in masked_now]
        tree = parse(path, bytes(masked))
        left = _errors(tree.root_node)
        if left <= errors:
            best, errors = tree, left
    return best


def _keyword(root: RawNode, call: re.Match[bytes]) -> RawNode | None:
    leaf = root.descendant_for_byte_range(call.start(), call.start() + 1)
    return leaf if leaf is not None and leaf.start_byte == call.start() and leaf.end_byte == call.start() + 6 else None


def _is_type(source: bytes, root: RawNode, surroundings: Surroundings, call: re.Match[bytes]) -> bool:
    keyword = _keyword(root, call)
    return keyword is not None and is_import_type(source, surroundings, keyword, call.end())


def _misread(root: RawNode, surroundings: Surroundings, call: re.Match[bytes]) -> bool:
    keyword = _keyword(root, call)
    return keyword is not None and is_misread(surroundings, keyword)


def _errors(root: RawNode) -> int:
    """How many ERROR and missing nodes there are."""
    count, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        count += node.is_missing or node.type == "ERROR"
        waiting += [child for child in node.children if child.has_error]
    return count
