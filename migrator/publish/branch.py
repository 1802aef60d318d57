"""Publishing: commits first, which nothing points to, then one compare-and-swap of the branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from migrator.errors import RefusedError
from migrator.publish.message import PART, PLAN, STEP, message_of
from migrator.publish.proposal import Proposal
from migrator.vcs import Repository


@dataclass(frozen=True, slots=True)
class Published:
    """A branch that holds what was proposed. `commits` are the commits' ids by step and kind (`move`, `edit`).

    `written` is False where the branch held the result already, from an earlier run.
    """

    branch: str
    commits: Mapping[tuple[str, str], str]
    written: bool


def publish(repository: Repository, proposal: Proposal, branch: str) -> Published:
    """Write the proposal's commits and let `branch` point to the last one.

    An existing branch is left alone: if it holds this plan's result already, that is the answer. Raises
    RefusedError where it holds anything else, and GitError where git does not allow it or somebody else was faster.
    """
    if repository.branch_tip(branch) is not None:
        return _present(repository, proposal, branch)
    writer = repository.writer(proposal.base)
    tip = proposal.base_commit
    oids: dict[tuple[str, str], str] = {}
    for commit in proposal.commits:
        tip = writer.commit(commit.tree, tip, message_of(proposal, commit))
        oids[commit.step, commit.kind] = tip
    writer.publish(branch, tip, None, f"migrate apply {proposal.outcome.plan.name}")
    return Published(branch, oids, written=True)


def _present(repository: Repository, proposal: Proposal, branch: str) -> Published:
    plan = proposal.outcome.plan.name
    commits = repository.commits(branch, proposal.base_commit)
    if not commits or any(commit.trailer(PLAN) != plan for commit in commits):
        raise RefusedError(
            f"the branch {branch} exists and holds commits that are not the plan {plan}'s",
            hint="give another name with --branch, or remove the branch",
        )
    oids = {(commit.trailer(STEP) or "", commit.trailer(PART) or ""): commit.oid for commit in commits}
    proposed = {(commit.step, commit.kind) for commit in proposal.commits}
    if repository.tree_of(f"refs/heads/{branch}") != proposal.result_tree or oids.keys() != proposed:
        raise RefusedError(
            f"the branch {branch} is from an earlier run of the plan {plan} and holds another result",
            hint=f"remove it with `git branch -D {branch}` to plan anew, or give another name with --branch",
        )
    return Published(branch, oids, written=False)
