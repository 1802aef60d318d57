"""What a module specifier means: one of four things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Resolved:
    """A file of the tree: a module, or an asset such as JSON, CSS or an image.

    path  its path
    """

    path: str


@dataclass(frozen=True, slots=True)
class External:
    """A package that comes from outside the tree.

    package   its name
    subpath   `/next` of `inngest/next`, empty where only the package is named
    declared  whether a manifest between the importer and the root names it as a dependency of any kind
    """

    package: str
    subpath: str = ""
    declared: bool = True


@dataclass(frozen=True, slots=True)
class Builtin:
    """What the runtime or the bundler supplies: `fs`, `node:fs`, `bun:test`, `astro:content`, a URL.

    name  the specifier
    """

    name: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nothing that this program can find. `reason` is a sentence for the user, without a full stop."""

    reason: str


Resolution: TypeAlias = Resolved | External | Builtin | Unresolved
"""What a module specifier leads to."""


def split_bare(specifier: str) -> tuple[str, str]:
    """Package name and subpath of a bare specifier: `@a/b/c` is `@a/b` and `/c`."""
    parts = specifier.split("/")
    count = 2 if specifier.startswith("@") else 1
    package = "/".join(parts[:count])
    return package, specifier[len(package) :]


def is_relative(specifier: str) -> bool:
    """Whether `specifier` starts from the importer's folder: `.`, `..`, `./x`, `../x`."""
    return specifier in (".", "..") or specifier.startswith(("./", "../"))
