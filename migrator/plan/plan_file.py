"""What a plan file may hold; its JSON Schema is made of these models."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from migrator.codemod.naming import kebab
from migrator.plan.planned_command import CommandEntry

OnFailure = Literal["stop", "keep", "warn"]
ParamType = Literal["string", "integer", "boolean", "mapping", "list", "path"]
DETECT = "detect"
"""The default of a parameter whose value the plan's codemods find out from the repository."""

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _kebab_case(name: str) -> str:
    if not _KEBAB.fullmatch(name):
        raise ValueError(f"{name!r} is no kebab-case name: small letters and digits, joined by `-`")
    return name


Name = Annotated[str, AfterValidator(_kebab_case), Field(json_schema_extra={"pattern": f"^{_KEBAB.pattern}$"})]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)


class ParamSpec(_Entry):
    """What a plan asks of the person who runs it."""

    type: ParamType = Field("string", description="What kind of value it is; `path` is a path inside the repository.")
    description: str = Field("", description="What it means, in a sentence.")
    default: Any = Field(None, description="Taken where none is given; `detect` asks the plan's codemods.")
    choices: tuple[Any, ...] = Field((), description="The only values it may have.")

    @property
    def required(self) -> bool:
        """Whether the plan gives no default."""
        return "default" not in self.model_fields_set

    @property
    def detected(self) -> bool:
        """Whether the default is found out from the repository."""
        return not self.required and self.default == DETECT


class Step(_Entry):
    """One codemod, applied once to what the steps before it left."""

    id: Name = Field(description="Names the step in reports and commits; unique in the plan.")
    codemod: Name = Field(description="The codemod that carries it out; `migrate codemods` lists them.")
    arguments: dict[str, Any] = Field({}, alias="with", description="The codemod's parameters.")
    on_noop: Literal["fail", "warn", "ok"] = Field("fail", description="What it means that nothing changed.")
    on_failure: OnFailure = Field(
        "stop",
        description="What it means that the step fails: nothing is written (`stop`), the steps before it are (`keep`), "
        "or, where it runs a command, all the others are (`warn`).",
    )
    commit: str | None = Field(None, description="The commit's message; `{{ name }}` is substituted.")


class Never(_Entry):
    """What must not happen: that code in one folder leads to code in another, however far round."""

    origin: str = Field(alias="from", description="A folder, as a package's: `packages/ai`.")
    reach: str = Field(description="The folder that its modules must not reach: `packages/inngest`.")


class NeverCheck(_Entry):
    """A rule about who must not lead to whom."""

    never: Never = Field(description="The folders it is about; `{{ name }}` is substituted.")


def _kind_of_check(value: Any) -> str:
    # The `=` tells such a tag from a key of the file where a mistake is reported.
    return "=name" if isinstance(value, str) else "=rule"


Check = Annotated[
    Annotated[Literal["references", "cycles"], Tag("=name")] | Annotated[NeverCheck, Tag("=rule")],
    Discriminator(_kind_of_check),
]


def _some(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if not steps:
        raise ValueError("a plan has at least one step")
    return steps


def _no_boolean(version: Any) -> Any:
    # In Python True equals 1.
    return str(version).lower() if isinstance(version, bool) else version


Steps = Annotated[tuple[Step, ...], AfterValidator(_some), Field(json_schema_extra={"minItems": 1})]


class PlanFile(_Entry):
    """A migration: which codemods, in which order, with which parameters."""

    model_config = ConfigDict(title="migrate plan")

    version: Annotated[Literal[1], BeforeValidator(_no_boolean)] = Field(description="The version of this format.")
    name: Name = Field(description="Names the plan, and its branch: `migrate/<name>`.")
    description: str = Field("", description="What the plan does, in a sentence.")
    params: dict[Name, ParamSpec] = Field({}, description="What the plan asks for, by name.")
    steps: Steps = Field(description="Carried out in order, each on the result of the last.")
    checks: tuple[Check, ...] = Field((), description="Run on the planned tree.")
    commands: tuple[CommandEntry, ...] = Field(
        (), description="What `migrate verify` runs on base and branch: lines, lists of arguments, or `run` and `in`."
    )
    codemods: tuple[str, ...] = Field((), description="Folders of your own codemods, beside the plan.")
