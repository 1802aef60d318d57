"""What turns one mapping or sequence into another, step by step, so that what stays is not written anew."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal

Step = tuple[Literal["remove", "set", "insert"], str | int, Any]
"""What to do, with which key or index, and the value. Indices are those at that step."""


def steps(old: Any, new: Any) -> list[Step] | None:
    """The steps from `old` to `new`; None where they are no two mappings or sequences, or have nothing in common."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        gone: list[Step] = [("remove", key, None) for key in old if key not in new]
        return [*gone, *(("set", key, item) for key, item in new.items())]
    if isinstance(old, list) and isinstance(new, list):
        return list(_of_items(old, new)) if {repr(item) for item in old} & {repr(item) for item in new} else None
    return None


def _of_items(old: list[Any], new: list[Any]) -> Iterator[Step]:
    """From the last to the first, so that earlier indices hold."""
    texts = [repr(item) for item in old], [repr(item) for item in new]
    for kind, start, end, first, last in reversed(SequenceMatcher(None, *texts, autojunk=False).get_opcodes()):
        if kind == "equal":
            continue
        both = min(end - start, last - first)
        for index in range(end - 1, start + both - 1, -1):
            yield "remove", index, None
        for offset in range(both, last - first):
            yield "insert", start + offset, new[first + offset]
        for offset in range(both):
            yield "set", start + offset, new[first + offset]
