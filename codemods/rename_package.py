"""Rename a workspace package everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.api import (
    Context,
    Edit,
    Module,
    ModuleReference,
    PackageName,
    ReferenceCodemod,
    Span,
    param,
    renamed_strings,
)

_CONFIGURATION = re.compile(r"(^|/)(package\.json|[tj]sconfig[^/]*\.json|turbo\.json)$")
_LISTS = frozenset(
    {"transpilePackages", "noExternal", "external", "optimizePackageImports", "include", "exclude", "inline"}
)


class RenamePackage(ReferenceCodemod):
    """Rename a workspace package: its manifest, who depends on it, specifiers, mocks, tsconfig and transpile lists.

    The lockfile is left to the package manager; every other place that has the name is for a person to look at.
    """

    old: str = param("The package's current name.", example="@acme/events")
    new: PackageName = param("Its new name.", example="@acme/inngest")

    def apply(self, context: Context) -> None:
        """Rename in sources, then in manifests and configuration."""
        super().apply(context)
        for path in sorted(context.project.tree.paths()):
            entry = context.project.tree.entry(path)
            if _CONFIGURATION.search(path) and entry is not None and entry.mode.is_file and "node_modules/" not in path:
                context.edit(path, renamed_strings(context.tree.read(path), self._renamed))

    def visit_module(self, module: Module) -> Iterator[Edit]:
        """Name the package anew in references, and in the lists that bundlers keep of packages."""
        if any(one.startswith(self.old) for one in module.specifiers):
            yield from super().visit_module(module)
        if ".config." in module.path and self.old.encode() in module.source:
            yield from self._in_lists(module)

    def visit_reference(self, reference: ModuleReference) -> Iterator[Edit]:
        """Name the package anew, and keep the subpath."""
        if reference.package == self.old:
            yield reference.respecify(self.new + reference.subpath)

    def _in_lists(self, module: Module) -> Iterator[Edit]:
        for pair in module.root.descendants("pair"):
            key, value = pair.field("key"), pair.field("value")
            if key is None or value is None or value.kind != "array" or (key.string_value or key.text) not in _LISTS:
                continue
            for element in value.children:
                if element.kind == "string" and element.string_value == self.old:
                    yield Edit(Span(element.span.start + 1, element.span.end - 1), self.new.encode())

    def _renamed(self, text: str) -> str | None:
        for after in ("", "/", "#"):
            if text == self.old if not after else text.startswith(self.old + after):
                return self.new + text.removeprefix(self.old)
        return None
