"""Patches of a proposal: of all of it, of one step, and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.publish import Proposal
from migrator.report.page import Line, Piece, line
from migrator.tree import Tree
from migrator.vcs import patch

_STYLES = (("@@", "cyan"), ("+", "green"), ("-", "red"), ("\\", "dim"))


def whole_patch(proposal: Proposal, object_format: str) -> bytes:
    """The patch from the base to the result; `git apply` takes it on the base."""
    return patch(proposal.changes, proposal.base, object_format)


def step_patch(proposal: Proposal, step: str, object_format: str) -> bytes:
    """The patch of one step, on the tree that the step before it left; empty where the step changed nothing."""
    before: Tree = proposal.base
    for result in proposal.outcome.results:
        if result.step.id == step:
            return patch(result.changes, before, object_format)
        before = result.tree
    return b""


def patch_lines(content: bytes) -> Iterator[Line]:
    """A patch as a page, without the ids of blobs and without the CR that may end a line: nobody reads those."""
    in_hunk = False
    for raw in content.decode("utf-8", "backslashreplace").split("\n")[:-1]:
        text = raw.removesuffix("\r")
        if text.startswith("diff --git "):
            in_hunk = False
            yield line()
        in_hunk = in_hunk or text.startswith("@@")
        if not in_hunk and text.startswith("index "):
            continue
        style = next((style for start, style in _STYLES if text.startswith(start)), "") if in_hunk else "bold"
        yield line(Piece(text, style))
