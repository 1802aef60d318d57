"""What the four package managers write into their lockfiles, read line by line or as JSON.

Only what is asked of them here: names, versions, what a package needs, its peers, whether it brings commands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """One package from outside in one version; `hoisted` tells that it is the one that every folder finds."""

    name: str
    version: str
    needs: frozenset[str] = frozenset()
    peers: frozenset[str] = frozenset()
    has_commands: bool = False
    hoisted: bool = False


_BUN_LINE = re.compile(r'^[ \t]+"(?P<key>[^"\n]+)": (?P<entry>\[".*\]),?[ \t\r]*$', re.MULTILINE)
_SPEC = re.compile(r"/?(?P<name>@[^/@]+/[^@/(]+|[^@/(]+)[@/](?:npm:)?(?P<version>\d[^@():\s]*)")


def bun(text: str) -> Iterator[LockedPackage]:
    """The packages of a bun.lock: one line of JSON each, with the path in node_modules as the key."""
    for line in _BUN_LINE.finditer(text):
        try:
            entry = json.loads(line["entry"])
        except (ValueError, RecursionError):
            continue
        spec = _SPEC.match(entry[0]) if isinstance(entry[0], str) else None
        fields = next((one for one in entry if isinstance(one, dict)), {})
        if spec is not None:
            yield _package(spec["name"], spec["version"], fields, hoisted=line["key"] == spec["name"])


def npm(text: str) -> Iterator[LockedPackage]:
    """The packages of a package-lock.json: `packages` since version 2, nested `dependencies` before."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    packages = value.get("packages") if isinstance(value, dict) else None
    for path, fields in packages.items() if isinstance(packages, dict) else ():
        outer, mark, name = path.rpartition("node_modules/")
        if mark and isinstance(fields, dict) and isinstance(fields.get("version"), str):
            yield _package(name, fields["version"], fields, hoisted=not outer)
    if not isinstance(packages, dict) and isinstance(value, dict):
        yield from _npm_before(value)


def _npm_before(value: Mapping[str, Any]) -> Iterator[LockedPackage]:
    waiting = [value]
    while waiting:
        outer = waiting.pop()
        nested = outer.get("dependencies")
        for name, fields in nested.items() if isinstance(nested, dict) else ():
            if isinstance(fields, dict) and isinstance(fields.get("version"), str):
                needs = fields.get("requires")
                yield _package(name, fields["version"], {"dependencies": needs}, hoisted=outer is value)
                waiting.append(fields)


def _package(name: str, version: str, fields: Mapping[str, Any], *, hoisted: bool) -> LockedPackage:
    def names(*sections: str) -> frozenset[str]:
        found = [fields.get(section) for section in sections]
        return frozenset(name for section in found if isinstance(section, dict) for name in section)

    needs = names("dependencies", "optionalDependencies")
    return LockedPackage(name, version, needs, names("peerDependencies"), bool(fields.get("bin")), hoisted)


_PNPM_LINE = re.compile(r"^(?P<indent> *)'?(?P<key>[^'\s#][^'\n]*?)'?:(?: (?P<rest>.*))?$")
_YARN_LINE = re.compile(r"^(?P<indent> *)(?P<key>\"[^\"]+\"|[^\s\":]+)(?::\s*| )(?P<rest>.*)$")
_NEEDS: Final = frozenset({"dependencies", "optionalDependencies"})


def pnpm(text: str) -> Iterator[LockedPackage]:
    """The packages of a pnpm-lock.yaml: `packages`, and `snapshots` since version 9, which say what each needs."""
    section, entry, part = "", None, ""
    found: dict[tuple[str, str], _Collected] = {}
    for line in text.split("\n"):
        match = _PNPM_LINE.match(line.rstrip("\r"))
        if match is None:
            continue
        depth = len(match["indent"])
        if depth == 0:
            section, entry = match["key"], None
        elif section not in ("packages", "snapshots"):
            continue
        elif depth == 2:
            spec = _SPEC.match(match["key"])
            entry = found.setdefault((spec["name"], spec["version"]), _Collected()) if spec is not None else None
        elif entry is not None and depth == 4:
            part = match["key"]
            entry.has_commands |= part == "hasBin"
        elif entry is not None and depth == 6:
            entry.add(part, match["key"])
    yield from (one.package(*key) for key, one in found.items())


def yarn(text: str) -> Iterator[LockedPackage]:
    """The packages of a yarn.lock, be it version 1 or a later one, which is YAML of the same shape."""
    name, version, part, entry = "", "", "", _Collected()
    for line in [*text.split("\n"), "end:"]:
        if line[:1].strip(" #\r"):
            if name and version[:1].isdigit() and not version.endswith("use.local"):
                yield entry.package(name, version)
            entry, version, part = _Collected(), "", ""
            key = line.lstrip('"')
            name = key[: key.find("@", 1)] if "@" in key[1:] else ""
            continue
        match = _YARN_LINE.match(line.rstrip("\r"))
        if match is None:
            continue
        key, rest = match["key"].strip('"'), match["rest"].strip().strip('"')
        depth = len(match["indent"])
        if depth == 2:
            part = key
            version = rest if key == "version" else version
            entry.has_commands |= key == "bin"
        elif depth == 4:
            entry.add(part, key)


class _Collected:
    """What the lines of one package have said so far."""

    def __init__(self) -> None:
        self.needs: set[str] = set()
        self.peers: set[str] = set()
        self.has_commands = False

    def add(self, part: str, name: str) -> None:
        if part in _NEEDS:
            self.needs.add(name)
        elif part == "peerDependencies":
            self.peers.add(name)

    def package(self, name: str, version: str) -> LockedPackage:
        return LockedPackage(name, version, frozenset(self.needs), frozenset(self.peers), self.has_commands)
