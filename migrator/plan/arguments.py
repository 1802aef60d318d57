"""A step's `with`, held against the codemod that takes it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from migrator.codemod import Codemod
from migrator.codemod.fault import faults_of
from migrator.codemod.naming import did_you_mean
from migrator.errors import UsageError
from migrator.plan.positions import Keys
from migrator.plan.problems import problem, problems_of
from migrator.plan.substitution import strings
from migrator.syntax.yaml.node import YamlNode


def parameter_names(codemod: type[Codemod]) -> list[str]:
    """The names that plans use for the codemod's parameters, in the order it declares them."""
    return [field.alias or name for name, field in codemod.model_fields.items()]


def argument_problems(
    codemod: type[Codemod], arguments: dict[str, Any], document: YamlNode, file: str, at: Keys
) -> list[UsageError]:
    """Every mistake in `arguments` that shows before the plan's parameters have values.

    A value that holds a reference is taken to be right: it is looked at again when it is substituted.
    """
    names = parameter_names(codemod)
    unknown = [key for key in arguments if key not in names]
    problems = [
        problem(
            document,
            file,
            (*at, key),
            f"{codemod.codemod_name} has no parameter {key!r}; {did_you_mean(key, names) or 'it has none'}",
            key=True,
        )
        for key in unknown
    ]
    open_keys = {keys[0] for keys, text in strings(arguments) if keys and "{{" in text}
    try:
        with faults_of(codemod, ValidationError):
            codemod.model_validate({key: value for key, value in arguments.items() if key not in unknown})
    except ValidationError as error:
        for details, found in zip(error.errors(), problems_of(error, document, file, at, codemod), strict=True):
            about = details["loc"][0] if details["loc"] else None
            if about not in open_keys and (about is not None or not open_keys):
                problems.append(found)
    return problems


def with_values(
    codemod: type[Codemod], arguments: dict[str, Any], document: YamlNode, file: str, at: Keys
) -> tuple[Codemod | None, list[UsageError]]:
    """The codemod with `arguments`, all of them substituted; or every mistake that is left in them."""
    try:
        with faults_of(codemod, ValidationError):
            return codemod.model_validate(arguments), []
    except ValidationError as error:
        return None, problems_of(error, document, file, at, codemod)
