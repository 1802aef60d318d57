"""When an error of the branch is an error of the base: the same thing said of the same place, wherever it is now."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property

from migrator.engine import Lineage
from migrator.tree import directory_of
from migrator.verify.typescript.errors import Mistake
from migrator.workspace import External, Project, Resolved, is_relative

Key = tuple[int, str, str | None]

_QUOTED = re.compile(r"""(['"])([^'"\s]+)\1""")
_INSTALLED = re.compile(r"""[^\s"'()]*node_modules/""")
_ENDING = re.compile(r"(\.d)?\.[cm]?[jt]sx?$")


class Meaning:
    """Of the errors of one side. `lineage` leads to the branch; the branch itself has none."""

    def __init__(self, project: Project, lineage: Lineage | None = None) -> None:
        self._project = project
        self._lineage = lineage or Lineage()

    def keys(self, mistake: Mistake) -> tuple[Key, ...]:
        """What the error says, free of where things lie: one key for each place where its module is now."""
        message = _INSTALLED.sub("node_modules/", self._message(mistake))
        if mistake.path is None:
            return ((mistake.code, message, None),)
        path = _INSTALLED.sub("node_modules/", mistake.path)
        return tuple((mistake.code, message, image) for image in self._lineage.images(path))

    def _message(self, mistake: Mistake) -> str:
        importer = mistake.path

        def said(found: re.Match[str]) -> str:
            quote, text = found.groups()
            named = self._specifier(text, importer) if importer is not None else None
            return f"{quote}{named if named is not None else self._path(text)}{quote}"

        return _QUOTED.sub(said, mistake.message)

    def _path(self, text: str) -> str:
        """`import("./apps/web/src/x").T`: tsc names a module by its path without the ending."""
        return self._stems.get(posixpath.normpath(text), text) if "/" in text else text

    def _specifier(self, text: str, importer: str) -> str | None:
        """What is meant by `text` where it is a specifier of `importer`: a file's place now, or where one should be.

        Something that can't be found is another thing in another place: an alias that only the app knows has gone
        astray in a package, even if the file was as absent on the base, for want of a generator.
        """
        if not is_relative(text) and "/" not in text and not text.startswith(("@", "#", "~")):
            return None
        resolution = self._project.resolver.resolve(text, importer)
        if isinstance(resolution, Resolved):
            named = self._lineage.moves.get(resolution.path, resolution.path)
            return named if is_relative(text) else f"{named}{self._undeclared(text, importer)}"
        if isinstance(resolution, External):
            return f"{text}{self._undeclared(text, importer)}"
        if is_relative(text):
            return self._moved(posixpath.normpath(posixpath.join(directory_of(importer), text)))
        config = self._project.resolver.config(importer)
        alias = config.alias(text) if config else None
        if config is None or alias is None or not config.paths[alias.pattern]:
            owner = self._project.workspace.owner(importer)
            return f"{text} of {owner.folder if owner else ''}" if text.startswith("#") else None
        return self._moved(config.paths[alias.pattern][0].replace("*", alias.star or "", 1))

    def _undeclared(self, text: str, importer: str) -> str:
        """A package that isn't built can be found from nowhere; who declares it will find it once it is."""
        owner, workspace = self._project.workspace.owner(importer), self._project.workspace
        name = "/".join(text.split("/")[: 2 if text.startswith("@") else 1])
        if workspace.by_name(name) is None and not isinstance(self._project.resolver.resolve(text, importer), External):
            return ""
        declaring = [one for one in (owner, workspace.root) if one is not None]
        declared = any(name == one.name or name in one.manifest.ranges for one in declaring)
        return "" if declared else " (not declared)"

    def _moved(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        return f"{self._folders.get(folder, folder)}/{name}"

    @cached_property
    def _folders(self) -> Mapping[str, str]:
        """Folders that went elsewhere as they are: a file that is absent from one is absent from the other."""
        found: dict[str, set[str]] = {}
        for old, new in self._lineage.moves.items():
            same = posixpath.basename(old) == posixpath.basename(new)
            found.setdefault(directory_of(old), set()).add(directory_of(new) if same else "")
        left = {directory_of(path) for path in self._project.sources if path not in self._lineage.moves}
        return {old: next(iter(new)) for old, new in found.items() if len(new) == 1 and old not in left}

    @cached_property
    def _stems(self) -> Mapping[str, str]:
        return {_ENDING.sub("", old): _ENDING.sub("", new) for old, new in self._lineage.moves.items()}
