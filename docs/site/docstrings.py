"""Docstrings as this project writes them, as markdown: lists of fields, and doctests; and which are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import griffe

_FIELD = re.compile(r"^(\w+)  +(\S.*)$")
_DOCTEST = re.compile(r"(?:^>>> .*\n?(?:^(?!>>> )\S.*\n?)*)+", re.MULTILINE)


class Docstrings(griffe.Extension):
    """Rewrites each docstring before it is shown."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Called for each module, class, function and attribute when it is loaded."""
        if obj.docstring is not None:
            obj.docstring.value = markdown(obj.docstring.value)


def markdown(docstring: str) -> str:
    """Fields (`name   what it is`, further lines indented) become a list, doctests become code."""
    lines: list[str] = []
    in_fields = False
    for line in docstring.split("\n"):
        field = _FIELD.match(line)
        if field:
            if not in_fields and lines and lines[-1]:
                lines.append("")
            lines.append(f"- `{field[1]}`: {field[2]}")
            in_fields = True
        else:
            in_fields = in_fields and line.startswith(" ")
            lines.append(f"    {line.strip()}" if in_fields else line)
    return _DOCTEST.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", "\n".join(lines))


def unexplained(target: griffe.Object) -> Iterator[str]:
    """What of a public object is explained nowhere: itself, or a member that its docstring doesn't name either."""
    said = target.docstring.value if target.docstring else ""
    if not said:
        yield "it has no docstring"
    for name, member in target.members.items() if isinstance(target, griffe.Class) else ():
        named = re.search(rf"`{name}\b|^(- `)?{name}`?:?  *", said, re.MULTILINE)
        if not (name.startswith("_") or member.is_alias or member.docstring or named or name == "model_config"):
            yield f"`{name}` has no docstring, and that of the class does not name it"
