"""Mistakes in a plan that its shape alone does not show: references, ids, defaults, codemods and their parameters.

It looks at the plain values rather than at the model, so that a plan with a wrong shape in one place still has its
other mistakes found in the same run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from migrator.codemod import Codemod, CommandCodemod, Registry
from migrator.codemod.naming import did_you_mean
from migrator.errors import UsageError
from migrator.plan.arguments import argument_problems
from migrator.plan.plan_file import ParamSpec
from migrator.plan.positions import Keys
from migrator.plan.problems import problem
from migrator.plan.substitution import is_malformed, is_reference, references, strings
from migrator.plan.value import checked
from migrator.syntax.yaml.node import YamlNode


class Review:
    """One plan file under review. Each method yields mistakes, with their places."""

    def __init__(self, document: YamlNode, file: str, registry: Registry) -> None:
        self._document = document
        self._file = file
        self._registry = registry
        value = document.value if isinstance(document.value, dict) else {}
        self._steps = [(index, step) for index, step in enumerate(_list(value.get("steps"))) if isinstance(step, dict)]
        self._checks = _list(value.get("checks"))
        self._own_commands = _list(value.get("commands"))
        self._loadable: dict[str, type[Codemod]] = {}
        self._params = {str(name): _spec(entry) for name, entry in _dict(value.get("params")).items()}

    def problems(self) -> list[UsageError]:
        """Every mistake, in no particular order."""
        return [*self._defaults(), *self._ids(), *self._codemods(), *self._commands(), *self._references()]

    def _defaults(self) -> Iterator[UsageError]:
        for name, spec in self._params.items():
            if spec is None:
                continue
            if not spec.detected and spec.default is not None:
                yield from self._unfit(name, spec, spec.default, ("params", name, "default"))
            kind_only = spec.model_copy(update={"choices": ()})
            for index, choice in enumerate(spec.choices):
                yield from self._unfit(name, kind_only, choice, ("params", name, "choices", index))

    def _unfit(self, name: str, spec: ParamSpec, value: Any, keys: Keys) -> Iterator[UsageError]:
        try:
            checked(name, spec, value)
        except UsageError as error:
            yield self._problem(keys, error.message)

    def _ids(self) -> Iterator[UsageError]:
        first: dict[str, int] = {}
        for index, step in self._steps:
            step_id = step.get("id")
            if not isinstance(step_id, str):
                continue
            if first.setdefault(step_id, index) != index:
                yield self._problem(("steps", index, "id"), f"two steps have the id {step_id!r}; rename one of them")

    def _codemods(self) -> Iterator[UsageError]:
        for index, step in self._steps:
            name, arguments = step.get("codemod"), step.get("with", {})
            if not isinstance(name, str):
                continue
            at: Keys = ("steps", index)
            if name not in self._registry:
                message = f"there is no codemod {name!r}; {self._registry.mend(name)}"
                yield self._problem((*at, "codemod"), message)
            elif isinstance(arguments, dict):
                try:
                    codemod = self._loadable[name] = self._registry.get(name)
                except UsageError as error:
                    yield error if error.location else self._problem((*at, "codemod"), f"{error.message}; {error.hint}")
                    continue
                yield from argument_problems(codemod, arguments, self._document, self._file, (*at, "with"))

    def _commands(self) -> Iterator[UsageError]:
        """Steps that run a command come last, and only they can fail without failing the plan."""
        known = [(index, step, str(step.get("codemod"))) for index, step in self._steps]
        known = [(index, step, name) for index, step, name in known if name in self._loadable]
        computed = [index for index, _, name in known if not issubclass(self._loadable[name], CommandCodemod)]
        for index, step, name in known:
            if index in computed and step.get("on-failure") == "warn":
                message = f"'on-failure: warn' is for steps that run a command; {name} is computed: `stop` or `keep`"
                yield self._problem(("steps", index, "on-failure"), message)
            elif index not in computed and computed and index < computed[-1]:
                message = f"{name} runs a command, and nothing can be computed after that; make it the last step"
                yield self._problem(("steps", index, "codemod"), message)

    def _references(self) -> Iterator[UsageError]:
        for index, step in self._steps:
            for part in ("with", "commit"):
                for keys, text in strings(step.get(part), ("steps", index, part)):
                    yield from self._wrong_references(keys, text, whole_allowed=part == "with")
        for keys, text in (*strings(self._checks, ("checks",)), *strings(self._own_commands, ("commands",))):
            yield from self._wrong_references(keys, text, whole_allowed=False)

    def _wrong_references(self, keys: Keys, text: str, *, whole_allowed: bool) -> Iterator[UsageError]:
        if is_malformed(text):
            yield self._problem(keys, f"{text!r}: `{{{{` begins a reference, and only `{{{{ name }}}}` is one")
        for name in references(text):
            if name not in self._params:
                mend = did_you_mean(name, self._params) or "the plan declares none"
                yield self._problem(keys, f"there is no parameter {name!r}; {mend}")
                continue
            spec = self._params[name]
            if spec and spec.type in ("mapping", "list") and not (whole_allowed and is_reference(text)):
                yield self._problem(keys, f"parameter {name!r} is a {spec.type}, which can't stand inside text")

    def _problem(self, keys: Keys, message: str) -> UsageError:
        return problem(self._document, self._file, keys, message)


def _spec(entry: Any) -> ParamSpec | None:
    """The parameter as declared; None where the declaration itself is wrong, which the model's own check says."""
    try:
        return ParamSpec.model_validate(entry)
    except ValidationError:
        return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
