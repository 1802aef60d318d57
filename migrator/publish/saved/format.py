"""A plan as it was reviewed, in a file: schema `migrator.saved/1`.

Who applies it may have it from anybody. So it is never carried out as it stands: it is what a new run is held against.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SCHEMA = "migrator.saved/1"


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


def checksum_of(document: Mapping[str, Any]) -> str:
    """`sha256:<hex>` over a document that has no checksum yet."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{sha256(canonical.encode('ascii')).hexdigest()}"
