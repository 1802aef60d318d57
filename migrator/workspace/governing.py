"""Which tsconfig governs a module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from migrator.tree import directory_of
from migrator.workspace.module_files import ModuleFiles
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.tsconfig_chain import TsConfigReader

# The nearest of these, or a project that it references, whatever it is called.
_GOVERNS = re.compile(r"(^|/)[tj]sconfig[^/]*\.json$")


class GoverningConfigs:
    """Finds the tsconfig of a module as an editor does."""

    def __init__(self, files: ModuleFiles, reader: TsConfigReader) -> None:
        self._files = files
        self.reader = reader
        self._nearest: dict[str, TsConfig | None] = {}
        self._split: dict[str, TsConfig] = {}

    def governing(self, path: str) -> TsConfig | None:
        """The nearest tsconfig.json or jsconfig.json upwards from `path`.

        Where that one leaves `path` to the projects it references (a solution with `files: []`, say), the first of
        them that includes `path`. A file that no project includes still belongs to the nearest: tests often do.
        """
        config = self._nearest_to(directory_of(path))
        if config is None or not config.references:
            return config
        if path not in self._split:
            self._split[path] = next((each for each in self._solution(config) if each.covers(path)), config)
        return self._split[path]

    @cached_property
    def all(self) -> tuple[TsConfig, ...]:
        """Every config that may govern a module of the tree."""
        names = sorted(path for path in self._files if _GOVERNS.search(path))
        found = (config for name in names for config in self._solution(self.reader.read(name)))
        return tuple({config.path: config for config in found}.values())

    def _nearest_to(self, folder: str) -> TsConfig | None:
        if folder not in self._nearest:
            inside = f"{folder}/" if folder else ""
            for name in ("tsconfig.json", "jsconfig.json"):
                if f"{inside}{name}" in self._files:
                    self._nearest[folder] = self.reader.read(f"{inside}{name}")
                    break
            else:
                self._nearest[folder] = self._nearest_to(directory_of(folder)) if folder else None
        return self._nearest[folder]

    def _solution(self, config: TsConfig) -> Iterator[TsConfig]:
        """The config and everything it references, directly or through others, nearer ones first."""
        waiting, seen = [config], set[str]()
        while waiting:
            current = waiting.pop(0)
            if current.path in seen:
                continue
            seen.add(current.path)
            yield current
            for reference in current.references:
                path = reference if reference in self._files else f"{reference}/tsconfig.json".lstrip("/")
                if path in self._files:
                    waiting.append(self.reader.read(path))
