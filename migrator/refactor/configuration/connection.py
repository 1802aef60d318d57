"""A package that comes to depend on another one, as those see it who keep configuration in step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.syntax import JsonDocument, Module, Node
from migrator.tree import Overlay
from migrator.workspace import DEPENDENCY_KINDS, Package, Workspace

LARGEST_CONFIGURATION = 500_000
"""Bytes. No configuration that somebody writes is larger."""


@dataclass(frozen=True, slots=True, order=True)
class Advice:
    """What is left for a person to write: a sentence, the place, and the line itself where it is known."""

    text: str
    path: str | None = None
    line: int | None = None
    write: str = ""


@dataclass(frozen=True)
class Connection:
    """`consumer` comes to depend on the workspace package `target`; both as they were before, `tree` as it is now."""

    tree: Overlay
    workspace: Workspace
    consumer: Package
    target: Package

    @property
    def name(self) -> str:
        """The name of the target."""
        return self.target.name or ""

    @cached_property
    def others(self) -> Mapping[str, Package]:
        """The other packages of the workspace by name: neither the consumer nor the target."""
        ends = (self.consumer.folder, self.target.folder)
        return {one.name: one for one in self.workspace.packages if one.name and one.folder not in ends}

    @cached_property
    def used(self) -> Mapping[str, Package]:
        """Those of the others that the consumer declares."""
        manifest = self.manifest(self.consumer)
        sections = (manifest.get(kind) for kind in DEPENDENCY_KINDS)
        declared = {name for section in sections if isinstance(section, dict) for name in section}
        return {name: package for name, package in self.others.items() if name in declared}

    @cached_property
    def from_source(self) -> bool:
        """Whether the target's entry points are TypeScript."""
        return is_source_package(self.tree, self.target)

    def manifest(self, package: Package) -> JsonDocument:
        """The manifest of a package as it now is."""
        path = package.manifest.path
        return JsonDocument.parse(self.tree.read(path), path) if self.tree.entry(path) else package.manifest.document

    def files(self, pattern: re.Pattern[str], folder: str | None = None) -> Iterator[str]:
        """The files directly in `folder` (the consumer's, where none is given) whose whole name matches."""
        folder = self.consumer.folder if folder is None else folder
        yield from files_in(self.tree, folder, pattern)


def files_in(tree: Overlay, folder: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The plain files directly in `folder` whose whole name matches `pattern`, sorted; none that is too large."""
    for path in sorted(path for path in tree.inside(folder) if pattern.fullmatch(path.rpartition("/")[2])):
        entry = tree.entry(path)
        if entry is not None and entry.mode.is_file and len(tree.read(path)) <= LARGEST_CONFIGURATION:
            yield path


def is_source_package(tree: Overlay, package: Package) -> bool:
    """Whether the package's entry points are TypeScript: told from the manifest as it now is."""
    path = package.manifest.path
    manifest = tree.read(path) if tree.entry(path) is not None else b""
    return b'.ts"' in manifest.replace(b'.d.ts"', b"") or b'.tsx"' in manifest


def pairs_of(module: Module, *keys: str) -> Iterator[Node]:
    """The members of object literals that have one of `keys`, in source order."""
    for pair in module.root.descendants("pair"):
        key = pair.field("key")
        if key is not None and (key.string_value or key.text) in keys:
            yield pair


def behind(node: Node | None) -> Node | None:
    """What an expression is written as: without parentheses and type assertions; the value of a constant it names."""
    for _ in range(8):
        if node is None:
            return None
        if node.kind in ("satisfies_expression", "as_expression", "parenthesized_expression", "non_null_expression"):
            node = node.children[0] if node.children else None
        elif node.kind == "identifier":
            binding = node.module.bindings.resolve(node)
            around = binding.node.parent if binding is not None and binding.kind == "const" else None
            value = around.field("value") if around is not None and around.kind == "variable_declarator" else None
            if value is None:
                return node
            node = value
        else:
            return node
    return node
