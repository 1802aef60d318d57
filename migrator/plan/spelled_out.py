"""A plan's file with a value in it for every parameter, and above each the reason for it, to be read and edited."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any, NamedTuple

from migrator.plan.model import Plan
from migrator.syntax import YamlDocument

_LONGEST = 116


class Spelled(NamedTuple):
    """A parameter's value and the reason for it; of a mapping or a list, `entries` has the reason for each key."""

    value: Any
    reason: str = ""
    entries: Mapping[str, str] = {}


def spelled_out(plan: Plan, values: Mapping[str, Spelled], head: str) -> bytes:
    """The plan's own file, in which each of `values` is its parameter's default; `head` stands above as a comment.

    Everything else of the file stays as it is. Raises RefusedError where the file is written in a way that can't be
    edited.
    """
    document = YamlDocument.parse(plan.source, plan.file)
    for name, spelled in values.items():
        document = document.with_value(("params", name, "default"), spelled.value)
    remarks: dict[int, str] = {}
    for name, spelled in values.items():
        if spelled.reason:
            remarks[document.position("params", name, "default").line] = spelled.reason
        for key, reason in spelled.entries.items():
            if isinstance(spelled.value, dict) and key in spelled.value:
                remarks[document.position("params", name, "default", key).line] = reason
    return _commented(document.source, remarks, head)


def _commented(source: bytes, remarks: Mapping[int, str], head: str) -> bytes:
    lines = source.decode("utf-8").split("\n")
    found = [f"# {row}".rstrip() for paragraph in head.split("\n") for row in wrap(paragraph, _LONGEST) or [""]]
    for number, line in enumerate(lines, 1):
        if number in remarks:
            indent = line[: len(line) - len(line.lstrip(" "))]
            found += [f"{indent}# {row}" for row in wrap(remarks[number], _LONGEST - len(indent))]
        found.append(line)
    return "\n".join(found).encode("utf-8")
