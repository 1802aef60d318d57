"""A codemod's case: one text file that says what it proves, and shows the files before and after.

    A mock names its module as an import does.

    with: {old: "@acme/a", new: "@acme/b"}
    === before
    --- packages/a/package.json
    {"name": "@acme/a"}
    === after
    --- packages/a/package.json
    {"name": "@acme/b"}

The files `after` are those that differ; `--- path (deleted)` is one that is gone. A case with nothing after it
proves that nothing changes. Instead of `=== after`, a line `=== refused: text` says which words the refusal has.
`\\r` at a line's end stands for a carriage return; a file whose last line is `\\` has no newline at its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from migrator.errors import Location, UsageError
from migrator.syntax import parse_yaml

_SECTION = re.compile(r"^=== (before|after|refused)(?:: (.*))?$", re.MULTILINE)
_FILE = re.compile(r"^--- (.+?)( \(deleted\))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """`after` maps each path that differs to its new bytes, None where it is gone; `refused` is part of the refusal."""

    path: str
    proves: str
    arguments: Mapping[str, Any]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes | None]
    refused: str | None


def read_case(text: str, path: str) -> Case:
    """Read a case file. Raises UsageError where a section is missing, and YamlSyntaxError in its parameters."""
    head, *rest = _SECTION.split(text)
    sections = {rest[index]: (rest[index + 1], rest[index + 2]) for index in range(0, len(rest), 3)}
    if "before" not in sections:
        raise UsageError("a case needs a line `=== before`", location=Location(path, 1, 1))
    proves, _, arguments = head.partition("\nwith:")
    if not proves.strip():
        raise UsageError("a case starts with a sentence that says what it proves", location=Location(path, 1, 1))
    value = parse_yaml(arguments.encode(), path).value if arguments.strip() else {}
    before = {name: content for name, content in _files(sections["before"][1]).items() if content is not None}
    refused = sections["refused"][0] if "refused" in sections else None
    after = _files(sections["after"][1]) if "after" in sections else {}
    return Case(path, " ".join(proves.split()), value, before, after, refused)


def _files(text: str) -> dict[str, bytes | None]:
    pieces = _FILE.split(text)[1:]
    found: dict[str, bytes | None] = {}
    for index in range(0, len(pieces), 3):
        path, deleted, content = pieces[index : index + 3]
        found[path] = None if deleted else _content(content.removeprefix("\n"))
    return found


def _content(text: str) -> bytes:
    if text.endswith("\n\\\n"):
        text = text.removesuffix("\n\\\n")
    return text.replace("\\r\n", "\r\n").encode()
