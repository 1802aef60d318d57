"""Commits that are there already, held against those that a proposal would make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from migrator.errors import RefusedError, StaleError
from migrator.publish.command_step import taken_over
from migrator.publish.message import PART, PLAN, STEP
from migrator.publish.proposal import PlannedCommit, Proposal, with_result
from migrator.tree import changed_paths
from migrator.vcs import Commit, Repository

Oids = Mapping[tuple[str, str], str]
"""Ids of commits by step and kind (`move`, `edit`)."""


def held(repository: Repository, proposal: Proposal, commits: Sequence[Commit]) -> tuple[Proposal, Oids]:
    """The proposal with what commands made of it when they were run, and the ids of the commits that are there.

    `commits` are a plan's, oldest first: as many as there are, they have to be the first of those that the proposal
    makes, to the byte. Raises StaleError where they are not.
    """
    results = {
        result.step.id: (result, result.command) for result in proposal.outcome.results if result.command is not None
    }
    computed = [commit for commit in commits if commit.trailer(STEP) not in results]
    ran = [commit for commit in commits if commit.trailer(STEP) in results]
    for commit, planned in zip_longest(computed, proposal.commits[: len(computed)]):
        _check_same(repository, commit, planned)
    for commit in ran:
        result, command = results[commit.trailer(STEP) or ""]
        before, after = repository.snapshot(commit.parents[0]), repository.snapshot(commit.oid)
        written = {path: after.read(path) for path in command.writes if after.entry(path)}
        proposal = with_result(repository, proposal, taken_over(result, before, written))
    return proposal, {(commit.trailer(STEP) or "", commit.trailer(PART) or ""): commit.oid for commit in commits}


def _check_same(repository: Repository, commit: Commit, planned: PlannedCommit | None) -> None:
    step, short = commit.trailer(STEP), commit.oid[:7]
    hint = "give the plan as it was, or remove the branch with `migrate rollback` and apply anew"
    if planned is None or (planned.step, planned.kind) != (step, commit.trailer(PART)):
        instead = f"step {planned.step} comes there" if planned is not None else "no more steps come to anything"
        raise StaleError(f"commit {short} is of step {step}, but as the plan is now, {instead}", hint=hint)
    if planned.tree_id != commit.tree:
        paths = changed_paths(repository.snapshot(commit.oid), planned.tree)
        listed = "".join(f"\n  {path}" for path in paths)
        message = f"commit {short} is not what step {step} makes, as plan and program are now; what differs:{listed}"
        raise StaleError(message, hint=hint)


def present(repository: Repository, proposal: Proposal, branch: str) -> tuple[Proposal, Oids]:
    """As `held`, of a branch that has the whole result and nothing else. Raises RefusedError where it is not so."""
    plan = proposal.outcome.plan.name
    commits = repository.commits(branch, proposal.base_commit)
    if not commits or any(commit.trailer(PLAN) != plan for commit in commits):
        raise RefusedError(
            f"the branch {branch} exists and holds commits that are not the plan {plan}'s",
            hint="give another name with --branch, or remove the branch",
        )
    try:
        found, oids = held(repository, proposal, commits[::-1])
    except StaleError:
        found, oids = proposal, {}
    whole = all((commit.step, commit.kind) in oids for commit in found.commits)
    if whole and commits[0].tree == repository.tree_id(found.outcome.tree, proposal.base):
        return found, oids
    raise RefusedError(
        f"the branch {branch} is from an earlier run of the plan {plan} and holds another result",
        hint=f"`migrate rollback {branch}` removes it, `migrate resume {branch}` goes on with what it lacks; "
        "or give another name with --branch",
    )
