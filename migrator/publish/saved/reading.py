"""A saved plan read with care: who applies it may have it from anybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from migrator.errors import StaleError, UsageError
from migrator.plan import Plan, Unvouched, load_plan, parse_plan, shipped_plans, stands_alone
from migrator.publish.saved.format import SCHEMA, Saved, checksum_of

SIZE_LIMIT = 500_000_000
"""Bytes."""

_NEW = "save the plan again: migrate plan ... --save FILE"


def read_saved(file: Path) -> Saved:
    """The plan that a file holds. Raises UsageError where it is none, or was changed after it was saved."""
    try:
        with file.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}") from error
    if len(content) > SIZE_LIMIT:
        raise UsageError(f"{file} is larger than {SIZE_LIMIT} bytes", hint=_NEW)
    try:
        document = json.loads(content.decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is not the JSON of a saved plan: {_reason(error)}", hint=_NEW) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise UsageError(f"{file} is no saved plan: its schema is not {SCHEMA}", hint=_NEW)
    try:
        saved = Saved.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(f"{file} is no saved plan: {place!a}: {first['msg']}", hint=_NEW) from error
    if checksum_of({key: value for key, value in document.items() if key != "checksum"}) != saved.checksum:
        raise UsageError(f"{file} was changed after it was saved: its checksum does not fit", hint=_NEW)
    return saved


def plan_of(saved: Saved, given: str | None, unvouched: Unvouched) -> Plan:
    """The plan to carry out: the file that is `given`, the shipped one of that name, or else what was saved of it.

    No code is ever loaded from where a saved file points to. So a plan that brings codemods along has to be given;
    UsageError says so, and PlanError what else is wrong with it, or that `unvouched` says no to what it brings. Raises
    StaleError where its file is there and another.
    """
    run = saved.plan
    if given is not None:
        return load_plan(given, unvouched)
    if run.name in shipped_plans() and run.file == f"plans/{run.name}.yaml":
        return load_plan(run.name)
    source, shown = run.source.encode(), f"{run.file} (as it was saved)"
    if _is_another(Path(run.file), source):
        raise StaleError(f"{run.file}: the plan has changed since it was saved", hint=f"look at it anew, and {_NEW}")
    if not stands_alone(source, shown):
        raise UsageError(
            f"the plan {run.name} brings codemods of its own, which are not in a saved file",
            hint="name the plan's file too: migrate apply --saved FILE PLAN",
        )
    return parse_plan(source, shown, Path(run.file))


def _is_another(file: Path, source: bytes) -> bool:
    """Whether the file is there and holds something else."""
    with suppress(OSError, ValueError):
        return file.is_file() and (file.stat().st_size != len(source) or file.read_bytes() != source)
    return False


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping; what is there twice would show another value to who reviews it than to who reads it."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error).partition("\n")[0]
