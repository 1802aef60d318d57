"""A branch that is there already: it holds this plan's result, or it is in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from migrator.errors import RefusedError
from migrator.publish.command_step import taken_over
from migrator.publish.message import PART, PLAN, STEP
from migrator.publish.proposal import Proposal, with_result
from migrator.vcs import Commit, Repository


def present(repository: Repository, proposal: Proposal, branch: str) -> tuple[Proposal, Mapping[tuple[str, str], str]]:
    """The proposal with what commands made of it when they were run, and the commits' ids by step and kind.

    Raises RefusedError where the branch holds anything else.
    """
    plan = proposal.outcome.plan.name
    commits = repository.commits(branch, proposal.base_commit)
    if not commits or any(commit.trailer(PLAN) != plan for commit in commits):
        raise RefusedError(
            f"the branch {branch} exists and holds commits that are not the plan {plan}'s",
            hint="give another name with --branch, or remove the branch",
        )
    oids = {(commit.trailer(STEP) or "", commit.trailer(PART) or ""): commit.oid for commit in commits}
    results = {
        result.step.id: (result, result.command) for result in proposal.outcome.results if result.command is not None
    }
    computed = [commit for commit in commits if commit.trailer(STEP) not in results]
    ran = commits[: len(commits) - len(computed)]
    if _holds(repository, proposal, computed):
        for commit in reversed(ran):
            result, command = results[commit.trailer(STEP) or ""]
            snapshot = repository.snapshot(commit.oid)
            written = {path: snapshot.read(path) for path in command.writes if snapshot.entry(path)}
            proposal = with_result(repository, proposal, taken_over(result, proposal.outcome.tree, written))
        if repository.tree_of(f"refs/heads/{branch}") == repository.tree_id(proposal.outcome.tree, proposal.base):
            return proposal, oids
    raise RefusedError(
        f"the branch {branch} is from an earlier run of the plan {plan} and holds another result",
        hint=f"remove it with `git branch -D {branch}` to plan anew, or give another name with --branch",
    )


def _holds(repository: Repository, proposal: Proposal, commits: Sequence[Commit]) -> bool:
    """Whether `commits`, newest first, are those that the proposal computes."""
    proposed = {(commit.step, commit.kind) for commit in proposal.commits}
    if {(commit.trailer(STEP), commit.trailer(PART)) for commit in commits} != proposed:
        return False
    return repository.tree_of(commits[0].oid if commits else proposal.base_commit) == proposal.result_tree
