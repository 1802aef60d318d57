"""Which codemods there are. A module in a codemod folder is a codemod; there is no list to enter it in.

One that is called `audit` holds an audit instead.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from migrator.codemod.codemod import Codemod
from migrator.codemod.importing import import_codemod_module, package_of
from migrator.codemod.naming import did_you_mean, kebab
from migrator.codemod.shipped import shipped_folder, shipped_package
from migrator.errors import UsageError

Kind = TypeVar("Kind")
AUDIT = "audit"
"""What a module is called that holds an audit."""
ENTRY_POINTS = "migrator.codemods"
"""The entry point group under which an installed package offers a package of codemods, or a single module."""


@dataclass(frozen=True, slots=True)
class Found:
    """A codemod that was found and not imported yet: its name in plans, its module, its file."""

    name: str
    module: str
    file: Path

    @property
    def version(self) -> str:
        """`sha256:<hex>` over its module, and over the private modules beside it that it may be made of."""
        private = (path for path in sorted(self.file.parent.rglob("*.py")) if _is_private(path, self.file.parent))
        digest = sha256()
        for path in (self.file, *private):
            digest.update(sha256(path.read_bytes()).digest())
        return f"sha256:{digest.hexdigest()}"

    def load(self) -> type[Codemod]:
        """Import the module and take its one codemod. Raises UsageError where it can't be imported or holds none."""
        return self.only(Codemod, "codemod")  # type: ignore[type-abstract]

    def only(self, kind: type[Kind], noun: str) -> type[Kind]:
        """Import the module and take its one class of a kind, which is called `noun`. Raises UsageError as `load`.

        The kind is abstract as a rule, which mypy takes for a mistake in a call (`type-abstract`); none is made here.
        """
        module = import_codemod_module(self.module, self.file)
        classes = [
            member
            for member in vars(module).values()
            if inspect.isclass(member)
            and issubclass(member, kind)
            and member.__module__ == module.__name__
            and not member.__name__.startswith("_")
            and not inspect.isabstract(member)
        ]
        if len(classes) != 1:
            names = ", ".join(member.__name__ for member in classes) or f"no {noun}"
            raise UsageError(
                f"{self.file}: a {noun} module holds exactly one {noun}, this one holds {names}",
                hint="give each a module of its own; names of helping modules and classes start with `_`",
            )
        return classes[0]


class Registry:
    """The codemods that a plan may use, by name. Each is imported when it is first asked for."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found: dict[str, Found] = {}
        for codemod in found:
            other = self._found.setdefault(codemod.name, codemod)
            if other.file != codemod.file:
                raise UsageError(
                    f"two codemods are called {codemod.name!r}: {other.file} and {codemod.file}",
                    hint="rename one of the files",
                )

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
            raise UsageError(f"there is no codemod {name!r}", hint=did_you_mean(name, self._found))
        return self._found[name]


def discover(folders: Iterable[Path] = ()) -> Registry:
    """The shipped codemods, those of installed packages, and those in `folders`.

    Raises UsageError where two have the same name.
    """
    return Registry(one for one in found_modules(folders) if one.name != AUDIT)


def found_modules(folders: Iterable[Path] = ()) -> Iterator[Found]:
    """Every module that holds a codemod or an audit: shipped, of installed packages, and in `folders`."""
    shipped = shipped_folder("codemods")
    yield from _in_folder(shipped, shipped_package() or package_of(shipped))
    yield from _installed()
    for folder in folders:
        yield from _in_folder(folder, package_of(folder))


def _in_folder(folder: Path, package: str) -> Iterator[Found]:
    """The codemod modules at any depth: importable names only, none that starts with `_`, no tests."""
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        private = any(part.startswith(("_", "test_")) or not part.isidentifier() for part in parts)
        if not private and parts[0] != "tests" and parts[-1] != "conftest":
            yield Found(kebab(parts[-1]), ".".join((package, *parts)), file)


def _is_private(path: Path, folder: Path) -> bool:
    return any(part.startswith("_") for part in path.relative_to(folder).parts)


def _installed() -> Iterator[Found]:
    for point in entry_points(group=ENTRY_POINTS):
        spec = find_spec(point.module)
        if spec is None:
            raise UsageError(
                f"the entry point {point.name!r} names {point.module!r}, which can't be found",
                hint=f"it comes from an installed package: entry point group {ENTRY_POINTS}",
            )
        if spec.submodule_search_locations is not None:
            for folder in spec.submodule_search_locations:
                yield from _in_folder(Path(folder), point.module)
        elif spec.origin is not None:
            yield Found(kebab(point.module.rpartition(".")[2]), point.module, Path(spec.origin))
