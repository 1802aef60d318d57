"""Which codemods there are. A module in a codemod folder is a codemod; there is no list to enter it in.

One that is called `audit` holds an audit instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from migrator.codemod.codemod import Codemod
from migrator.codemod.folder import codemods_in
from migrator.codemod.found import Found
from migrator.codemod.installed import installed_codemods
from migrator.codemod.naming import did_you_mean
from migrator.codemod.shipped import shipped_folder, shipped_package
from migrator.errors import UsageError

AUDIT = "audit"
"""What a module is called that holds an audit."""


class Registry:
    """The codemods that a plan may use, by name. Each is imported when it is first asked for.

    `troubles` are what is wrong with installed packages: those that can't be looked at, and names that several have.
    They concern only who asks for such a codemod.
    """

    def __init__(self, found: Iterable[Found], unusable: Iterable[UsageError] = ()) -> None:
        self._found: dict[str, list[Found]] = {}
        for codemod in found:
            known = self._found.setdefault(codemod.name, [])
            if all(other.file != codemod.file for other in known):
                known.append(codemod)
        clashes = (several(known) for known in self._found.values() if len(known) > 1)
        self.troubles: tuple[UsageError, ...] = (*unusable, *clashes)

    def names(self) -> tuple[str, ...]:
        """Every name, sorted."""
        return tuple(sorted(self._found))

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def get(self, name: str) -> type[Codemod]:
        """The codemod called `name`. Raises UsageError, with the nearest name, where there is none."""
        return self.found(name).load()

    def found(self, name: str) -> Found:
        """Where the codemod called `name` is. Raises UsageError, with the nearest name, where there is none."""
        if name not in self._found:
            raise UsageError(f"there is no codemod {name!r}", hint=self.mend(name))
        if len(self._found[name]) > 1:
            raise several(self._found[name])
        return self._found[name][0]

    def all_called(self, name: str) -> tuple[Found, ...]:
        """Every one that is called `name`; a plan may use it where it is the only one."""
        return tuple(self._found.get(name, ()))

    def mend(self, name: str) -> str:
        """What to do about a name that is unknown: the nearest one, and packages in which it could have been."""
        guess = did_you_mean(name, self._found) or "there is none at all"
        return "; ".join((guess, *(str(trouble) for trouble in self.troubles)))

    def usable(self) -> tuple[dict[str, type[Codemod]], list[UsageError]]:
        """Every codemod that can be loaded, by name and sorted, and what is wrong with everything else."""
        codemods: dict[str, type[Codemod]] = {}
        wrong = list(self.troubles)
        for name in self.names():
            try:
                if len(self._found[name]) == 1:
                    codemods[name] = self.get(name)
            except UsageError as error:
                wrong.append(error)
        return codemods, wrong


def several(found: Iterable[Found]) -> UsageError:
    """That codemods have one name, and which they are."""
    first, second, *_ = found
    return UsageError(
        f"two codemods are called {first.name!r}: {first.file} and {second.file}",
        hint="rename one of the files, or uninstall the package that one of them is from",
    )


def discover(folders: Iterable[Path] = ()) -> Registry:
    """The shipped codemods, those of installed packages, and those in `folders`.

    Raises UsageError where one in `folders` has the name of another.
    """
    installed, unusable = installed_codemods()
    own = [one for folder in folders for one in codemods_in(folder)]
    everything = (*shipped_codemods(), *installed, *own)
    for one in own:
        namesakes = [other for other in everything if other.name == one.name and other.file != one.file]
        if namesakes and one.name != AUDIT:
            raise several((namesakes[0], one))
    return Registry((one for one in everything if one.name != AUDIT), unusable)


def shipped_registry() -> Registry:
    """The codemods that come with the program: all that its own plans use, whatever is installed besides."""
    return Registry(one for one in shipped_codemods() if one.name != AUDIT)


def shipped_codemods() -> tuple[Found, ...]:
    """Every module that comes with the program and holds a codemod or an audit."""
    folder = shipped_folder("codemods")
    return tuple(codemods_in(folder, shipped_package()))
