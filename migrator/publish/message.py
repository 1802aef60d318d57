"""Commit messages and the trailers in them, which are the only state there is."""

from __future__ import annotations

import json

from migrator.publish.proposal import PlannedCommit, Proposal

PLAN, PARAMS, STEP, PART, DIGEST, BASE = (
    "Migration-Plan",
    "Migration-Params",
    "Migration-Step",
    "Migration-Part",
    "Migration-Digest",
    "Migration-Base",
)


def message_of(proposal: Proposal, commit: PlannedCommit) -> str:
    """The whole message: subject and body as the plan says, then which step of which plan, on what, made it."""
    trailers = {
        PLAN: proposal.outcome.plan.name,
        # On one line and in ASCII, whatever is in it; the order of a mapping may mean something to a codemod.
        PARAMS: json.dumps(proposal.outcome.plan.params),
        STEP: commit.step,
        PART: commit.kind,
        DIGEST: proposal.digest,
        BASE: proposal.base_commit,
    }
    lines = "\n".join(f"{name}: {value}" for name, value in trailers.items())
    return f"{commit.subject.strip()}\n\n{lines}\n"
