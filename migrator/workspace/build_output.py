"""The source that a built file comes from, for packages whose manifest names a build that git doesn't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from migrator.tree import lies_in, relative
from migrator.workspace.module_files import ModuleFiles, split_ending
from migrator.workspace.tsconfig_chain import TsConfigReader

_CONFIGS: Final = (
    "tsconfig.json",
    "tsconfig.build.json",
    "tsconfig.lib.json",
    "tsconfig.esm.json",
    "tsconfig.cjs.json",
)

#: Folders that builds write to, and those they nest in them: dist/esm/index.js, lib/types/index.d.ts.
_BUILT: Final = frozenset({"dist", "build", "lib", "out", "output", "es", "esm", "cjs", "types", "umd", "dist-types"})

#: Names that bundlers give beside the module's: index.esm.js, index.cjs.js, index.umd.min.js.
_FLAVOUR = re.compile(r"(?:\.(?:esm|cjs|umd|iife|global|min|prod|production|development|modern|module|es|legacy))+$")


def built_prefix(subpath: str) -> str:
    """The folders of a build that a subpath starts with: `dist/esm/` of `dist/esm/x.js`; empty where it has none."""
    folders = subpath.split("/")[:-1]
    return "".join(f"{folder}/" for folder in takewhile(_BUILT.__contains__, folders))


class BuildOutput:
    """Finds sources of built files."""

    def __init__(self, files: ModuleFiles, configs: TsConfigReader) -> None:
        self._files = files
        self._configs = configs

    def source(self, built: str, folder: str) -> str | None:
        """The source of `built`, a path in the package at `folder`; None where none can be told.

        First as the package's tsconfig has it (`outDir`, `declarationDir`, `rootDir`), then by the habit of keeping
        sources in `src` or at the package's root under the same name.
        """
        for candidate in (*self._configured(built, folder), *self._customary(built, folder)):
            if candidate in self._files and candidate != built:
                return candidate
            stem = split_ending(candidate)[0]
            for name in dict.fromkeys((stem, _FLAVOUR.sub("", stem))):
                if found := next(self._files.sources(name), None):
                    return found
        return None

    def is_built(self, path: str, folder: str) -> bool:
        """Whether `path` lies in a folder that the package at `folder` builds into."""
        return any(True for _ in self._configured(path, folder)) or any(True for _ in self._customary(path, folder))

    def reaches_out(self, folder: str) -> bool:
        """Whether the package at `folder` may compile sources from outside of it."""
        names = (f"{folder}/{name}" if folder else name for name in _CONFIGS)
        roots = (self._configs.read(path).root_dir for path in names if path in self._files)
        return any(root is not None and folder and not lies_in(root, folder) for root in roots)

    def _configured(self, built: str, folder: str) -> Iterator[str]:
        for name in _CONFIGS:
            path = f"{folder}/{name}" if folder else name
            if path not in self._files:
                continue
            config = self._configs.read(path)
            for out in config.out_dirs:
                if built.startswith(f"{out}/") and out != folder:
                    rest = built[len(out) + 1 :]
                    roots = (config.root_dir,) if config.root_dir is not None else ()
                    for root in (*roots, f"{folder}/src" if folder else "src", folder):
                        yield f"{root}/{rest}" if root else rest

    def _customary(self, built: str, folder: str) -> Iterator[str]:
        parts = relative(built, folder).split("/")
        while len(parts) > 1 and parts[0] in _BUILT:
            parts = parts[1:]
            rest = "/".join(parts)
            for source in (f"src/{rest}", rest):
                yield f"{folder}/{source}" if folder else source
