"""Plan files: found, read, and checked so that every mistake in them is known at once."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError

from migrator.codemod import Registry, discover, shipped_registry
from migrator.codemod.naming import did_you_mean
from migrator.codemod.shipped import shipped_folder
from migrator.errors import Location, PlanError, UsageError
from migrator.plan.model import Plan
from migrator.plan.own_codemods import Unvouched, all_of_them, not_to_run, own_folders
from migrator.plan.plan_file import PlanFile
from migrator.plan.problems import problem, problems_of
from migrator.plan.review import Review
from migrator.syntax.yaml.node import YamlNode, YamlSyntaxError
from migrator.syntax.yaml.reader import parse_yaml
from migrator.text import LineIndex

SIZE_LIMIT = 1_000_000
"""Bytes. No plan that a person reads comes near it."""

_ENDINGS = (".yaml", ".yml")


def load_plan(name_or_path: str, unvouched: Unvouched = all_of_them) -> Plan:
    """The plan in a file, or a shipped plan by its name.

    `unvouched` is asked before a program is loaded that a plan file brings along. Raises UsageError where there is no
    such plan, and PlanError where it is wrong.
    """
    path, shown = _find(name_or_path)
    comes_with_program = path.parent == shipped_folder("plans")
    return parse_plan(_read(path, shown), shown, path.resolve(), unvouched, comes_with_program=comes_with_program)


def shipped_plans() -> tuple[str, ...]:
    """The names of the plans that come with the program, sorted."""
    return tuple(sorted(path.stem for path in shipped_folder("plans").glob("*.yaml")))


def parse_plan(
    source: bytes, file: str, place: Path, unvouched: Unvouched = all_of_them, *, comes_with_program: bool = False
) -> Plan:
    """The plan that `source` holds; `file` names it in messages, its own codemods lie beside `place`.

    One that `comes_with_program` knows the shipped codemods alone, so that no installed package stands in its way.
    Raises PlanError with every mistake, in the order of the file.
    """
    document = _parse(source, file)
    if document.value is None:
        empty = "the plan is empty; `migrate schema` says what it may hold"
        raise PlanError([UsageError(empty, location=Location(file, 1, 1))])
    problems: list[UsageError] = []
    content: PlanFile | None = None
    try:
        content = PlanFile.model_validate(document.value)
    except ValidationError as error:
        problems += problems_of(error, document, file, (), PlanFile)
    registry, unfit = (shipped_registry(), []) if comes_with_program else _registry(document, file, place, unvouched)
    problems += unfit
    if isinstance(document.value, dict):
        problems += Review(document, file, registry).problems()
    if problems or content is None:
        # A codemod that can't be imported is found by every step that names it.
        raise PlanError(sorted({str(one): one for one in problems}.values(), key=_place))
    return Plan(content, file, source, document, registry)


def known_codemods(name_or_path: str, unvouched: Unvouched = all_of_them) -> Registry:
    """The codemods that a plan may use, also one that is still full of mistakes.

    Raises UsageError where there is no such plan, PlanError where it is no YAML or the folders that it names are wrong.
    """
    path, shown = _find(name_or_path)
    registry, problems = _registry(_parse(_read(path, shown), shown), shown, path.resolve(), unvouched)
    if problems:
        raise PlanError(problems)
    return registry


def stands_alone(source: bytes, file: str) -> bool:
    """Whether the plan in `source` brings no codemods along. None is loaded. Raises PlanError where it is no YAML."""
    document = _parse(source, file)
    return not (isinstance(document.value, dict) and document.value.get("codemods"))


def _place(error: UsageError) -> tuple[str, int, int]:
    place = error.location or Location("")
    return place.path, place.line or 0, place.column or 0


def _find(name_or_path: str) -> tuple[Path, str]:
    """The file and how messages name it: as the user did, or as `plans/<name>.yaml` for a shipped plan."""
    path = Path(name_or_path)
    looks_like_path = path.suffix in _ENDINGS or "/" in name_or_path or os.sep in name_or_path
    if not looks_like_path and name_or_path in shipped_plans():
        return shipped_folder("plans") / f"{name_or_path}.yaml", f"plans/{name_or_path}.yaml"
    if path.is_file():
        return path, path.as_posix()
    if looks_like_path:
        raise UsageError(f"there is no plan file {name_or_path}", hint="the path is relative to the current directory")
    raise UsageError(
        f"there is no plan {name_or_path!r}",
        hint=did_you_mean(name_or_path, shipped_plans()) or "give the path of a plan file",
    )


def _read(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise UsageError(f"the plan {shown} can't be read: {error.strerror}") from error


def _parse(source: bytes, file: str) -> YamlNode:
    if len(source) > SIZE_LIMIT:
        raise PlanError([UsageError(f"the plan is larger than {SIZE_LIMIT} bytes", location=Location(file, 1, 1))])
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        place = LineIndex(source).position(error.start)
        wrong = UsageError("the plan is not UTF-8; save it as UTF-8", location=Location(file, *place))
        raise PlanError([wrong]) from error
    try:
        return parse_yaml(source, file)
    except YamlSyntaxError as error:
        raise PlanError(error.problems) from error


def _registry(document: YamlNode, file: str, place: Path, unvouched: Unvouched) -> tuple[Registry, list[UsageError]]:
    """The codemods that the plan may use, and what is wrong with the folders it names."""
    folders, problems = own_folders(document, file, place.parent)
    strange = not_to_run(document, file, place, folders, unvouched)
    if strange is not None:
        raise PlanError([*problems, strange])
    try:
        return discover(folders), problems
    except UsageError as error:
        message = f"{error.message}; {error.hint}" if error.hint else error.message
        return discover(), [*problems, problem(document, file, ("codemods",), message)]
