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
`=== says` is followed by everything that the codemod reports, a line each: `warning src/a.ts:1:8 why`.
`\\r` at a line's end stands for a carriage return; a file whose last line is `\\` has no newline at its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from migrator.errors import Location, UsageError
from migrator.syntax import parse_yaml
from migrator.syntax.yaml.node import YamlNode

_SECTION = re.compile(r"^=== (before|after|refused|says)(?:: (.*))?$", re.MULTILINE)
_FILE = re.compile(r"^--- (.+?)( \(deleted\))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """What a case file holds.

    path     the file, for messages
    proves   the sentence that it starts with
    given    the codemod's parameters, with their places in the file
    before   the content of each file, by its path in the repository
    after    the new content of each file that differs, None where it is gone; empty where nothing changes
    refused  words of the refusal, where the codemod is to refuse; else None
    says     the lines of what is reported; None where the case does not look at that
    """

    path: str
    proves: str
    given: YamlNode
    before: Mapping[str, bytes]
    after: Mapping[str, bytes | None]
    refused: str | None
    says: tuple[str, ...] | None = None

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The codemod's parameters as plain values; none where the case has none."""
        return self.given.value or {}


def read_case(text: str, path: str) -> Case:
    """The case that `text` holds; `path` names it in messages.

    Raises UsageError where the sentence or the files before are missing, and YamlSyntaxError where the parameters are
    no YAML; both with the place.
    """
    head, *rest = _SECTION.split(text)
    sections = {rest[index]: (rest[index + 1], rest[index + 2]) for index in range(0, len(rest), 3)}
    if "before" not in sections:
        raise UsageError("a case needs a line `=== before`", location=Location(path, 1, 1))
    proves, with_them, arguments = head.partition("\nwith:")
    if not proves.strip():
        raise UsageError("a case starts with a sentence that says what it proves", location=Location(path, 1, 1))
    # Blank where the file has something else, so that the places of the parameters are those in the file.
    given = parse_yaml(("\n" * (proves.count("\n") + 1) + " " * len("with:") + arguments).encode(), path)
    if with_them and not isinstance(given.value, dict):
        raise UsageError("`with` maps parameters to values", location=Location(path, *given.position))
    before = {name: content for name, content in _files(sections["before"][1]).items() if content is not None}
    refused = sections["refused"][0] if "refused" in sections else None
    after = _files(sections["after"][1]) if "after" in sections else {}
    says = tuple(filter(None, sections["says"][1].split("\n"))) if "says" in sections else None
    return Case(path, " ".join(proves.split()), given, before, after, refused, says)


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
