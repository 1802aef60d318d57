"""What a range of versions admits, as far as it takes to tell whether a minimum can be had.

https://github.com/npm/node-semver#ranges, without pre-releases.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

Version = tuple[int, int, int]

_ANY: Final[Version] = (1_000_000, 0, 0)
_COMPARATOR = re.compile(r"(?P<operator>\^|~>?|>=|<=|<|>|=)?\s*v?(?P<numbers>\d+(?:\.(?:\d+|[xX*]))*)")


_HYPHEN = re.compile(r"([\d.]+)\s+-\s+([\d.]+)")


class Bounds(NamedTuple):
    """Versions from `lowest` up to, not including, `below`."""

    lowest: Version
    below: Version


def version_of(text: str) -> Version:
    """`1.2.3` as numbers; what is missing counts as zero, and what follows the third does not count."""
    numbers = [int(one) for one in re.findall(r"\d+", text.partition("-")[0].partition("+")[0])[:3]]
    first, second, third = [*numbers, 0, 0, 0][:3]
    return first, second, third


def bounds_of(range_: str) -> tuple[Bounds, ...] | None:
    """What `range_` admits, one for each of its alternatives; None where it is no range, as a tag or a path."""
    found = []
    for alternative in range_.split("||"):
        plain = alternative.strip().rpartition("npm:")[2].rpartition("@")[2]
        if plain in ("", "*", "x", "latest"):
            found.append(Bounds((0, 0, 0), _ANY))
            continue
        lowest, below = (0, 0, 0), _ANY
        plain = _HYPHEN.sub(r">=\1 <=\2", plain)
        comparators = list(_COMPARATOR.finditer(plain))
        if not comparators or not _COMPARATOR.match(plain):
            return None
        for one in comparators:
            start, end = _span(one["operator"] or "", one["numbers"])
            lowest, below = max(lowest, start), min(below, end)
        found.append(Bounds(lowest, below))
    return tuple(found)


def _span(operator: str, numbers: str) -> Bounds:
    given = [int(one) for one in numbers.split(".") if one.isdigit()][:3]
    version = version_of(".".join(map(str, given)))
    if operator == ">=":
        return Bounds(version, _ANY)
    if operator == ">":
        return Bounds(_after(given), _ANY)
    if operator in ("<", "<="):
        return Bounds((0, 0, 0), version if operator == "<" else _after(given))
    if operator.startswith("~"):
        return Bounds(version, _after(given[:2]))
    if operator == "^":
        # What may change is what stands behind the first number that is not zero.
        fixed = next((index for index, number in enumerate(given) if number), len(given) - 1) + 1
        return Bounds(version, _after(given[:fixed]))
    return Bounds(version, _after(given))


def _after(given: list[int]) -> Version:
    """The first version behind all that start with the numbers `given`."""
    return version_of(".".join(map(str, [*given[:-1], given[-1] + 1])))
