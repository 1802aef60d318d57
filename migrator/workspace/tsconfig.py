"""The effective settings of one tsconfig.json, everything it extends merged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from migrator.workspace.globs import compile_glob

_ALWAYS_EXCLUDED = ("**/node_modules/**", "**/bower_components/**", "**/jspm_packages/**")


class Alias(NamedTuple):
    """A key of `paths` that a specifier falls under, and what its `*` stands for (None: the key has none)."""

    pattern: str
    star: str | None


@dataclass(frozen=True)
class TsConfig:
    """What governs a module: a tsconfig.json with everything that it extends merged in. All paths are repository paths.

    path              the governing file
    chain             every file that was merged, bases first, the governing one last
    compiler_options  as written, merged; those that hold paths are below as well
    base_url          `baseUrl`; None where no file has it
    paths             key of `paths` -> what it stands for, in the order of the file
    root_dirs         `rootDirs`
    out_dirs          `outDir` and `declarationDir`
    root_dir          `rootDir`; None where no file has it
    files             `files`; None where no file has it
    include           the globs of `include`; None where no file has it
    exclude           the globs of `exclude`; None where no file has it
    references        the projects that it refers to
    unknown_extends   bases that are not in the tree, as written
    problems          files of the chain that can't be read, each a sentence with its place

    Where one of the last two is not empty, an alias may be missing here that TypeScript knows.
    """

    path: str
    chain: tuple[str, ...] = ()
    compiler_options: Mapping[str, Any] = field(default_factory=dict)
    base_url: str | None = None
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    root_dirs: tuple[str, ...] = ()
    out_dirs: tuple[str, ...] = ()
    root_dir: str | None = None
    files: tuple[str, ...] | None = None
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    references: tuple[str, ...] = ()
    unknown_extends: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of the governing file."""
        return self.path.rpartition("/")[0]

    def alias(self, specifier: str) -> Alias | None:
        """The key of `paths` that TypeScript takes for `specifier`: the exact one, else the longest beginning."""
        if specifier in self.paths and "*" not in specifier:
            return Alias(specifier, None)
        for before, after, pattern in self._patterns:
            fits = specifier.startswith(before) and specifier.endswith(after)
            if fits and len(specifier) >= len(before) + len(after):
                return Alias(pattern, specifier[len(before) : len(specifier) - len(after)])
        return None

    @cached_property
    def _patterns(self) -> list[tuple[str, str, str]]:
        """The keys of `paths` with a `*`, as what is before and behind it, those with the longest beginning first."""
        parted = [(pattern.partition("*"), pattern) for pattern in self.paths if "*" in pattern]
        patterns = [(before, after, pattern) for (before, _, after), pattern in parted]
        return sorted(patterns, key=lambda one: len(one[0]), reverse=True)

    def covers(self, path: str) -> bool:
        """Whether `files` or `include` name `path` and `exclude` does not."""
        if self.files is not None and path in self.files:
            return True
        include = self.include if self.include is not None else () if self.files is not None else (self._within("**"),)
        built = tuple(folder for folder in self.out_dirs if folder != self.folder)
        exclude = self.exclude if self.exclude is not None else _ALWAYS_EXCLUDED + built
        return any(_matches(glob, path) for glob in include) and not any(_matches(glob, path) for glob in exclude)

    def _within(self, glob: str) -> str:
        return f"{self.folder}/{glob}" if self.folder else glob


def _matches(glob: str, path: str) -> bool:
    last = glob.rpartition("/")[2]
    if compile_glob(glob, wildcards_only=True).matches(path):
        return True
    # A last part without a dot or a wildcard is a folder, with everything in it.
    return not any(char in last for char in ".*?") and _matches(f"{glob}/**" if glob else "**", path)
