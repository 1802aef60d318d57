"""A package.json as it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from migrator.syntax.json.document import JsonDocument
from migrator.tree import directory_of

#: The sections of a manifest that name dependencies; where a name stands in several, the first counts.
DEPENDENCY_KINDS: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")

LOCAL_RANGE: Final = re.compile(r"(?:file|link|portal|workspace):(\.{1,2}/.*|\.{1,2})")
"""A range that is a folder, from that of the manifest."""
ALIASED_RANGE: Final = re.compile(r"(?:workspace|npm):((?:@[^/@]+/)?[^/@]+)@")
"""A range that begins with the real name of the package."""


@dataclass(frozen=True)
class Manifest:
    """One package.json. Fields of a wrong type read as if they were absent.

    path      its path
    document  its text and its value, for edits
    """

    path: str
    document: JsonDocument

    @property
    def folder(self) -> str:
        """The folder that the manifest describes."""
        return directory_of(self.path)

    @property
    def name(self) -> str | None:
        """The package's name."""
        return self.text("name")

    @property
    def version(self) -> str | None:
        """The package's version."""
        return self.text("version")

    @property
    def exports(self) -> Any:
        """The `exports` map as written: a string, an array, an object, or None."""
        return self.value.get("exports")

    @property
    def imports(self) -> Mapping[str, Any]:
        """The `imports` map: keys start with `#`."""
        imports = self.value.get("imports")
        return imports if isinstance(imports, dict) else {}

    @property
    def value(self) -> Mapping[str, Any]:
        """The whole object; empty where the file holds something else."""
        value = self.document.value
        return value if isinstance(value, dict) else {}

    def text(self, field: str) -> str | None:
        """A top-level field that must be a non-empty string."""
        value = self.value.get(field)
        return value if isinstance(value, str) and value else None

    def dependencies(self, kind: str = "dependencies") -> Mapping[str, str]:
        """Name -> range of one of DEPENDENCY_KINDS, as written."""
        section = self.value.get(kind)
        if not isinstance(section, dict):
            return {}
        return {name: range_ for name, range_ in section.items() if isinstance(range_, str)}

    @cached_property
    def ranges(self) -> Mapping[str, tuple[str, str]]:
        """Name -> (kind, range) over all kinds of dependency."""
        ranges: dict[str, tuple[str, str]] = {}
        for kind in DEPENDENCY_KINDS:
            for name, range_ in self.dependencies(kind).items():
                ranges.setdefault(name, (kind, range_))
        return ranges

    @property
    def given_names(self) -> frozenset[str]:
        """Names that it gives to a folder, or to a package that has another name: `"a": "file:../b"`."""
        return frozenset(
            name
            for name, (_, range_) in self.ranges.items()
            if LOCAL_RANGE.match(range_) or ALIASED_RANGE.match(range_)
        )
