"""What an app's test runner is told in its settings, and where its tests are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from migrator.api import directory_of
from migrator.api import matchers as m

from .._reading.test_runner import Runner
from .next_app import NextApp
from .sdk_choice import version_in_use

_CONFIGS: Final = {
    "vitest": re.compile(r"(vitest|vite)\.config\.[cm]?[jt]s"),
    "jest": re.compile(r"jest\.config\.([cm]?[jt]s|json)|package\.json"),
    "bun": re.compile(r"bunfig\.toml"),
}
#: Whose types TypeScript needs to read a test.
_TYPES: Final = {"vitest": ("vitest",), "jest": ("@types/jest", "@jest/globals"), "bun": ("@types/bun", "bun-types")}
_OF_ANOTHER: Final = re.compile(rb"[\"'](@playwright/test|cypress|node:test)[\"']")
_TOP = re.compile(r"(?:src/)?(?:tests?|__tests__)/")
_KNOWS_REQUESTS: Final = (28, 0, 0)
_READ_BY_JEST = re.compile(rb"next/jest|ts-jest|@swc/jest|preset-typescript|babel-jest|esbuild-jest")


class RunnerSettings:
    """The settings of `runner` in `app`."""

    def __init__(self, app: NextApp, runner: Runner) -> None:
        self.app = app
        self.runner = runner

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The files in the app's folder that have settings, the runner's own before those of Vite."""
        pattern = _CONFIGS[self.runner.name]
        found = [path for path in self.app.project.tree.paths() if directory_of(path) == self.app.folder]
        named = [path for path in found if pattern.fullmatch(path.rpartition("/")[2])]
        return tuple(sorted(named, key=lambda path: (path.rpartition("/")[2].startswith("vite."), path)))

    @cached_property
    def text(self) -> bytes:
        """What these files say; of a manifest all of it."""
        return b"\n".join(self.app.project.tree.read(path) for path in self.paths)

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """The app's tests in TypeScript, without those of another runner."""
        return tuple(
            path
            for path in self.app.tests
            if path.endswith((".ts", ".tsx"))
            and re.search(r"\.(test|spec)\.", path)
            and not _OF_ANOTHER.search(self.app.project.module(path).source)
        )

    @property
    def obstacle(self) -> str | None:
        """Why a test in TypeScript can't be written, in a sentence; None where it can."""
        name = self.runner.name
        version = version_in_use(self.app.project, self.app.folder, name)
        if name == "jest" and version is not None and version < _KNOWS_REQUESTS:
            return "jest before version 28 does not know `Request`, so no tests are written"
        if self.tests:
            return None
        if name == "jest" and not _READ_BY_JEST.search(self.text):
            return "nothing tells that jest reads TypeScript here, so no tests are written"
        if not self._declares(*_TYPES[name]):
            return f"{_TYPES[name][0]} is not declared, so no tests for {name} are written"
        return None

    @property
    def head(self) -> str:
        """The lines that a test starts with: what it asks of the runner, and the import of that."""
        for_node = self.runner.name == "jest" and b"jsdom" in self.text
        return ("/**\n * @jest-environment node\n */\n" if for_node else "") + self.runner.preamble

    def place(self, folder: str) -> str:
        """Where a test of what is in `folder` goes, as others are: in a folder of tests, or beside what is tested."""
        top = Counter(directory_of(path) for path in self.tests if _TOP.match(self.app.inner(path)))
        nested = [path for path in self.tests if directory_of(path).endswith("/__tests__")]
        if 2 * top.total() > len(self.tests):
            return top.most_common(1)[0][0]
        if not self.tests and (wanted := next(self._included(), None)) is not None:
            return self.app.at(wanted)
        return f"{folder}/__tests__" if 2 * len(nested) > len(self.tests) else folder

    def _included(self) -> Iterator[str]:
        """The folders of `include` in Vitest's settings that are for tests alone."""
        for path in self.paths if self.runner.name == "vitest" else ():
            wanted = m.pair("include", m.capture("list", m.array()))
            for found in m.extract_all(self.app.project.module(path), wanted):
                for text in found["list"].descendants("string"):
                    plain = (text.string_value or "").removeprefix("./")
                    if _TOP.match(plain):
                        yield plain.partition("/*")[0]

    def _declares(self, *names: str) -> bool:
        root = self.app.project.workspace.root
        ranges = {**self.app.manifest.ranges, **(root.manifest.ranges if root is not None else {})}
        return any(name in ranges for name in names)
