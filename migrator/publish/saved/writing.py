"""A proposal as the document that a reviewer keeps."""

from __future__ import annotations

from typing import Any

from migrator.publish.proposal import Proposal
from migrator.publish.saved.format import SCHEMA, checksum_of
from migrator.publish.versions import versions_of
from migrator.tree import Change, ChangeKind, Mode
from migrator.vcs import object_id, patch


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
    return {**document, "checksum": checksum_of(document)}


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
