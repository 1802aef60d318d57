"""Versions that a workspace forces on one package's dependency: they don't hold for code that leaves the package."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from migrator.refactor.configuration.connection import Advice
from migrator.workspace import Package, Workspace

_SELECTOR = re.compile(r"(?P<package>@[^/@>\s]+/[^@/>\s]+|[^@/>\s]+)(?:@[^>/]++)?\s*+(?:>|/)\s*+(?P<needed>.+)")


def forced_versions(
    workspace: Workspace, origin: Package, target: Package, needed: Collection[str]
) -> Iterator[Advice]:
    """What `overrides` and `resolutions` say of dependencies of `origin` that `target` has now, too."""
    for place, selectors in workspace.overrides.items():
        for selector, version in _of(origin, selectors, needed):
            path = "pnpm-workspace.yaml" if "yaml" in place else "package.json"
            write = f"{selector.replace(origin.name or '', target.name or '', 1)}: {version}"
            yield Advice(f"`{place}` forces {selector} for {origin.name} only", path, None, write)


def _of(origin: Package, selectors: Mapping[str, Any], needed: Collection[str]) -> Iterator[tuple[str, str]]:
    for selector, version in selectors.items():
        if isinstance(version, dict):
            if re.sub(r"(?<=.)@.*", "", selector) == origin.name:
                yield from ((f"{selector} > {name}", str(one)) for name, one in version.items() if name in needed)
            continue
        found = _SELECTOR.fullmatch(selector.removeprefix("**/"))
        name = re.sub(r"(?<=.)@.*", "", found["needed"].removeprefix("**/")) if found is not None else ""
        if found is not None and found["package"] == origin.name and name in needed:
            yield selector, str(version)
