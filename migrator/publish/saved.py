"""A plan as it was reviewed, in a file: schema `migrator.saved/1`.

Who applies it may have it from anybody. So it is never carried out as it stands: it is what a new run is held against.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from migrator.errors import UsageError
from migrator.plan import Plan, load_plan, parse_plan, shipped_plans, stands_alone
from migrator.publish.proposal import Proposal
from migrator.publish.versions import versions_of
from migrator.tree import Change, ChangeKind, Mode
from migrator.vcs import object_id, patch

SCHEMA = "migrator.saved/1"
SIZE_LIMIT = 500_000_000
"""Bytes."""

_NEW = "save the plan again: migrate plan ... --save FILE"


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("it has characters that no name has")
    return text


Shown = Annotated[str, AfterValidator(_printable)]
"""Text that messages show, or that git is given."""

ObjectId = Annotated[str, Field(pattern="^[0-9a-f]{40,64}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SavedContent(_Entry):
    """One file: git's mode, and the id git gives to its bytes."""

    mode: str
    oid: ObjectId


class SavedFile(_Entry):
    """A file that the plan touches, before and after; None where it is not there. A moved one was at `origin`."""

    path: str
    origin: str | None = Field(None, alias="from")
    before: SavedContent | None
    after: SavedContent | None


class SavedRun(_Entry):
    """The plan file with its parameters. `source` is its whole text, `file` how it was named."""

    name: Shown
    file: Shown
    source: str
    params: dict[str, Any]


class SavedBase(_Entry):
    """The commit that was planned from, and the revision by which it was named."""

    revision: Shown
    commit: ObjectId
    tree: ObjectId


class SavedResult(_Entry):
    """What the plan came to, and the tree that comes of it, before any command."""

    status: str
    tree: ObjectId


class Saved(_Entry):
    """A reviewed plan. `commands` are step and arguments; `checksum` is over everything else."""

    format: Literal["migrator.saved/1"] = Field(alias="schema")
    plan: SavedRun
    base: SavedBase
    result: SavedResult
    digest: str
    versions: dict[str, Any]
    files: list[SavedFile]
    commands: list[list[str]]
    patch: str
    checksum: str


def saved_document(proposal: Proposal, object_format: str, revision: str) -> dict[str, Any]:
    """The document of a proposal that was planned from `revision`."""
    plan = proposal.outcome.plan
    document = {
        "schema": SCHEMA,
        "plan": {
            "name": plan.name,
            "file": plain(plan.plan.file),
            "source": plan.plan.source.decode(),
            "params": dict(plan.params),
        },
        "base": {"revision": revision, "commit": proposal.base_commit, "tree": proposal.base_tree},
        "result": {"status": str(proposal.outcome.status), "tree": proposal.result_tree},
        "digest": proposal.digest,
        "versions": versions_of(plan.plan),
        "files": [_file(proposal, change, object_format) for change in proposal.changes],
        "commands": commands_of(proposal),
        "patch": patch(proposal.changes, proposal.base, object_format).decode("utf-8", "backslashreplace"),
    }
    return {**document, "checksum": _checksum(document)}


def plain(path: str) -> str:
    """A path as the document has it: bytes that are not UTF-8 as `\\xNN`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def commands_of(proposal: Proposal) -> list[list[str]]:
    """The commands that are to be run: the step's id and the arguments."""
    results = proposal.outcome.results
    return [[result.step.id, *result.command.arguments] for result in results if result.command is not None]


def _file(proposal: Proposal, change: Change, object_format: str) -> dict[str, Any]:
    entry = proposal.base.entry(change.origin or change.path)
    # What is moved away from here and made anew is listed as created, with nothing before it.
    before = entry if change.kind is not ChangeKind.CREATED else None
    after = None
    if change.after is not None:
        submodule = change.mode is Mode.SUBMODULE
        oid = change.after.decode().split()[-1] if submodule else object_id("blob", change.after, object_format)
        after = {"mode": change.mode.value, "oid": oid}
    return {
        "path": plain(change.path),
        **({"from": plain(change.origin)} if change.origin is not None else {}),
        "before": {"mode": before.mode.value, "oid": before.identity} if before is not None else None,
        "after": after,
    }


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
    if _checksum({key: value for key, value in document.items() if key != "checksum"}) != saved.checksum:
        raise UsageError(f"{file} was changed after it was saved: its checksum does not fit", hint=_NEW)
    return saved


def plan_of(saved: Saved, given: str | None) -> Plan:
    """The plan to carry out: the file that is `given`, the shipped one of that name, or else what was saved of it.

    No code is ever loaded from where a saved file points to. So a plan that brings codemods along has to be given;
    UsageError says so, and PlanError what else is wrong with it.
    """
    run = saved.plan
    if given is not None:
        return load_plan(given)
    if run.name in shipped_plans() and run.file == f"plans/{run.name}.yaml":
        return load_plan(run.name)
    source, shown = run.source.encode(), f"{run.file} (as it was saved)"
    if not stands_alone(source, shown):
        raise UsageError(
            f"the plan {run.name} brings codemods of its own, which are not in a saved file",
            hint="name the plan's file too: migrate apply --saved FILE PLAN",
        )
    return parse_plan(source, shown, Path(run.file).parent)


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


def _checksum(document: Mapping[str, Any]) -> str:
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{sha256(canonical.encode('ascii')).hexdigest()}"
