"""A codemod that was found in a folder or an installed package, and how it is loaded."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from pydantic import PydanticUserError, ValidationError

from migrator.codemod.codemod import Codemod
from migrator.codemod.declared import line_of, place_of_field
from migrator.codemod.fault import faults_of, what_was_raised
from migrator.codemod.importing import import_codemod_module
from migrator.codemod.naming import kebab
from migrator.errors import Location, UsageError

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Found:
    """A codemod that was found and not imported yet.

    name    what plans call it
    module  the dotted name under which its module imports
    file    the module's file
    folder  the folder of codemods that it was found in, at whatever depth; its cases are there, too
    """

    name: str
    module: str
    file: Path
    folder: Path

    @property
    def cases(self) -> tuple[Path, ...]:
        """The files of its cases, in the order of their names: `cases/<name>/*.case` in its folder."""
        return tuple(sorted((self.folder / "cases" / self.name).glob("*.case")))

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
        codemod: type[Codemod] = self.only(Codemod, "codemod")  # type: ignore[type-abstract]
        try:
            # A type that nobody knows shows only now: annotations are text until pydantic reads them.
            codemod.model_rebuild()
        except (PydanticUserError, NameError) as error:
            raise UsageError(
                f"the parameters of {codemod.__name__} can't be read: {what_was_raised(error)}",
                hint="import the types of parameters where the module runs, not under `TYPE_CHECKING`",
                location=Location(str(self.file), line_of(codemod)),
            ) from error
        _check_defaults(codemod)
        return codemod

    def only(self, kind: type[Kind], noun: str) -> type[Kind]:
        """Import the module and take its one class of a kind, which is called `noun`. Raises UsageError as `load`.

        The kind is abstract as a rule, which mypy takes for a mistake in a call (`type-abstract`); none is made here.
        """
        module = import_codemod_module(self.module, self.file)
        declared = _declared(module, kind)
        whole = [one for one in declared if not inspect.isabstract(one)]
        if len(whole) == 1:
            return whole[0]
        if whole:
            names, line = ", ".join(one.__name__ for one in whole), line_of(whole[1])
            wrong = f"a {noun} module holds exactly one {noun}, this one holds {names}"
            hint = "give each a module of its own; names of helping modules and classes start with `_`"
        elif declared:
            lacks = ", ".join(f"`{method}`" for method in sorted(declared[0].__abstractmethods__))  # type: ignore[attr-defined]
            wrong, line = f"{declared[0].__name__} lacks {lacks}", line_of(declared[0])
            hint = f"write that method, or start the name with `_` if it is no {noun}"
        else:
            wrong, line = f"a {noun} module holds exactly one {noun}, this one holds no {noun}", 1
            hint = f"write a class that extends {kind.__name__}, or start the file's name with `_` if it is no {noun}"
        raise UsageError(wrong, hint=hint, location=Location(str(self.file), line))


def _check_defaults(codemod: type[Codemod]) -> None:
    """Raises UsageError where a parameter's default is of another type than the parameter."""
    try:
        with faults_of(codemod, ValidationError):
            codemod.model_validate({})
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if details["type"] != "missing" and details["loc"]:
                name = kebab(str(details["loc"][0]))
                field = next(known for known in codemod.model_fields if kebab(known) == name)
                raise UsageError(
                    f"the default of the parameter {name!r} does not fit its type: {details['msg']}",
                    hint="give another default, or another type",
                    location=place_of_field(codemod, field),
                ) from error


def _declared(module: ModuleType, kind: type[Kind]) -> list[type[Kind]]:
    """The public classes of the kind that the module itself declares, abstract ones too."""
    return [
        member
        for member in vars(module).values()
        if inspect.isclass(member)
        and issubclass(member, kind)
        and member.__module__ == module.__name__
        and not member.__name__.startswith("_")
    ]


def _is_private(path: Path, folder: Path) -> bool:
    return any(part.startswith("_") for part in path.relative_to(folder).parts)
