"""How the code of one folder is written by most of its modules: style, and how modules name each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from migrator.errors import RefusedError
from migrator.refactor.new_text import in_style
from migrator.refactor.style import Style, shown_by
from migrator.syntax import is_source
from migrator.tree import directory_of, relative
from migrator.workspace import Edge, Project
from migrator.workspace.habit import Habit
from migrator.workspace.resolution import is_relative


class HouseStyle:
    """The habits of the package folder `folder`, for modules that are new there.

    A folder has one vote for each habit, whatever the number of its modules: components that were copied from
    elsewhere, with their own style, are often many in one folder. Where there is no code, the rest of the repository
    tells; where there is none at all, Prettier's manner counts. All of it is read from `project`.
    """

    def __init__(self, project: Project, folder: str) -> None:
        self.project = project
        self.folder = folder

    @cached_property
    def style(self) -> Style:
        """The style of most modules, habit by habit; a module has no vote for one that its text does not show."""
        votes: dict[str, list[tuple[str, str]]] = {}
        for path in self._modules:
            for habit, value in shown_by(self.project.module(path)).items():
                votes.setdefault(habit, []).append((directory_of(path), value))
        return Style(**{habit: _usual(values) for habit, values in votes.items()})

    def written(self, text: str) -> bytes:
        """New TypeScript text as this code is written; `text` is in Prettier's manner, see `in_style`."""
        return in_style(text, self.style).encode()

    def specifier(self, after: Project, target: str, importer: str) -> str:
        """How `importer` names `target`, both in `after`, the project with the new modules.

        As most references are written that climb as far: none, one folder, or more; relative or by an alias, with an
        ending or without. Raises RefusedError where no specifier leads there.
        """
        for like in (self._like(_climb(target, importer)), f"./x{self.ending}"):
            found = after.resolver.specifier_for(target, importer, like)
            if found is not None:
                return found
        raise RefusedError(f"{importer} can't name {target}: no entry point or alias leads there")

    @property
    def alias(self) -> str:
        """What most specifiers by an alias start with, as `~/`, `@/` or `#/`.

        Without any, the first alias of the tsconfig that leads to a folder of the package; empty where there is none.
        """
        used = [one for one in self._prefixes if one]
        if used:
            return Counter(used).most_common(1)[0][0]
        config = self.project.resolver.config(f"{self.folder}/src/x.ts".lstrip("/"))
        for pattern, places in config.paths.items() if config is not None else ():
            place = places[0].rpartition("*")[0].rstrip("/") if places else ""
            if pattern.endswith("/*") and len(pattern) > 2 and place in (self.folder, f"{self.folder}/src".lstrip("/")):
                return pattern.removesuffix("*")
        return ""

    def _like(self, climb: int) -> str:
        """A specifier such as most references are that climb as far, else of those that climb at all."""
        counted = self._relative[climb] or (self._relative[1] + self._relative[2] if climb else Counter())
        plain = counted[True] > counted[False] or (not climb and counted[True] == counted[False])
        return f"{'./' if plain or not self.alias else self.alias}x{self.ending}"

    @cached_property
    def _relative(self) -> dict[int, Counter[bool]]:
        """How far references climb -> how many of them are relative, and how many are not."""
        found: dict[int, Counter[bool]] = {0: Counter(), 1: Counter(), 2: Counter()}
        for edge in self._internal:
            found[_climb(edge.target or "", edge.importer)][is_relative(edge.reference.specifier)] += 1
        return found

    @cached_property
    def ending(self) -> str:
        """The module ending that most references to sources have; mostly none."""
        endings = Counter(Habit.of(edge.reference.specifier).ending for edge in self._internal)
        return endings.most_common(1)[0][0] if endings else ""

    @cached_property
    def _prefixes(self) -> list[str]:
        """Of each internal reference the fixed part of the alias that it is written with; empty for a relative one."""
        found = []
        for edge in self._internal:
            config = self.project.resolver.config(edge.importer)
            alias = config.alias(edge.reference.specifier) if config is not None else None
            plain = is_relative(edge.reference.specifier)
            private = edge.reference.specifier.partition("/")[0] + "/"
            pattern = "" if plain else alias.pattern if alias is not None else private
            found.append(pattern.removesuffix("*") if pattern != "*" else "")
        return found

    @cached_property
    def _internal(self) -> list[Edge]:
        """The references from sources of the folder to sources of it."""
        return [
            edge
            for path in self._modules
            for edge in self.project.graph.edges_from(path)
            if edge.target is not None and is_source(edge.target) and self._is_own(edge.target)
        ]

    @cached_property
    def _modules(self) -> list[str]:
        """The sources of the folder that people write; where there are none, those of the repository."""
        own = [path for path in self.project.sources if self._is_own(path) and _is_written(path)]
        return own or [path for path in self.project.sources if _is_written(path)]

    def _is_own(self, path: str) -> bool:
        owner = self.project.workspace.owner(path)
        return owner is not None and owner.folder == self.folder


def _climb(target: str, importer: str) -> int:
    """How many folders a relative specifier would climb; two stands for more."""
    return min(relative(target, directory_of(importer)).count("../"), 2)


def _is_written(path: str) -> bool:
    """Whether a source is neither declarations alone nor the settings of a tool, which are often generated."""
    name = path.rpartition("/")[2]
    return not name.endswith((".d.ts", ".d.mts", ".d.cts")) and ".config." not in name


def _usual(votes: Iterable[tuple[str, str]]) -> str:
    """The value for which most folders are; a folder is for what most of its modules have."""
    by_folder: dict[str, Counter[str]] = {}
    for folder, value in votes:
        by_folder.setdefault(folder, Counter())[value] += 1
    return Counter(counted.most_common(1)[0][0] for counted in by_folder.values()).most_common(1)[0][0]
