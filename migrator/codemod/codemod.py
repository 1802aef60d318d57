"""What a codemod is: its parameters, and a pure function from one tree to the next.

Three levels; take the lowest that fits: ReferenceCodemod (per module specifier), ModuleCodemod (per module),
Codemod (the whole tree).
"""

from __future__ import annotations

import inspect
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from migrator.codemod.context import Context
from migrator.codemod.naming import kebab
from migrator.errors import UsageError
from migrator.syntax import Module, ModuleReference
from migrator.text import Edit
from migrator.workspace import Project


class CannotDetectError(UsageError):
    """The codemod can't find this parameter out; the next one is asked, then the user, who is told the `reason`."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)


class Codemod(BaseModel):
    """A change to the whole tree. The fields of a subclass are its parameters; plans write them in kebab-case.

    It never sees the disk, git or the terminal, and the same input gives the same output.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=True, validate_default=True
    )

    codemod_name: ClassVar[str] = ""
    """What plans call it: the name of its module in kebab-case. Not `name`, which is a parameter of many."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Name the codemod after its module, unless it names itself."""
        super().__pydantic_init_subclass__(**kwargs)
        if "codemod_name" not in cls.__dict__:
            cls.codemod_name = kebab(cls.__module__.rpartition(".")[2])

    @abstractmethod
    def apply(self, context: Context) -> None:
        """Write what changes to `context.tree`. Raises RefusedError where the result could not be vouched for."""

    @classmethod
    def detect(cls, parameter: str, project: Project, known: Mapping[str, Any]) -> Any:
        """A value for a plan's parameter that says `default: detect`; `known` holds those that are settled.

        Raises CannotDetectError where it knows nothing of the parameter, and UsageError where there are several
        candidates, naming them.
        """
        raise CannotDetectError

    @classmethod
    def summary(cls) -> str:
        """The first line of what the class says about itself."""
        return cls.documentation().partition("\n")[0]

    @classmethod
    def documentation(cls) -> str:
        """What the class says about itself; empty where it says nothing."""
        return inspect.cleandoc(cls.__dict__.get("__doc__") or "")


class ModuleCodemod(Codemod):
    """A change to each module on its own."""

    @abstractmethod
    def visit_module(self, module: Module) -> Iterator[Edit]:
        """The edits that `module` needs."""

    def apply(self, context: Context) -> None:
        """Visit every module of the project, and then edit those that need it."""
        project = context.project
        context.edit_all({path: self.visit_module(project.module(path)) for path in self.visited(project)})

    def visited(self, project: Project) -> tuple[str, ...]:
        """The paths of the modules to visit: the sources. One that edits only script may take `project.importers`."""
        project.tree.prefetch(project.sources)
        return project.sources


class ReferenceCodemod(ModuleCodemod):
    """A change to each place where one module names another, in sources and in the script of hosts."""

    @abstractmethod
    def visit_reference(self, reference: ModuleReference) -> Iterator[Edit]:
        """The edits that `reference` needs."""

    def visited(self, project: Project) -> tuple[str, ...]:
        """Everything that may name a module."""
        return project.importers

    def visit_module(self, module: Module) -> Iterator[Edit]:
        """Visit every module reference, in source order."""
        for reference in module.references:
            yield from self.visit_reference(reference)
