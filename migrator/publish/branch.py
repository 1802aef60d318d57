"""Publishing: commits first, which nothing points to, then one compare-and-swap of the branch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from migrator.codemod import Command
from migrator.engine import PlanStatus, StepStatus
from migrator.publish.command_step import carry_out_command
from migrator.publish.message import message_of
from migrator.publish.present import present
from migrator.publish.proposal import Proposal, with_result
from migrator.vcs import Repository


@dataclass(frozen=True, slots=True)
class Published:
    """A branch that holds what was proposed. `commits` are the commits' ids by step and kind (`move`, `edit`).

    `proposal` has what came of commands too, which nobody could know before. `written` is False where the branch
    held the result already, from an earlier run. `branch` is None where a command failed that the plan can't do
    without, or where there was nothing to commit: nothing was published then.
    """

    branch: str | None
    proposal: Proposal
    commits: Mapping[tuple[str, str], str]
    written: bool


def publish(
    repository: Repository, proposal: Proposal, branch: str, begin: Callable[[Command], None] = lambda _: None
) -> Published:
    """Write the proposal's commits, run its commands, and let `branch` point to the last commit.

    `begin` hears each command before it is run. An existing branch is left alone: if it holds this plan's result
    already, that is the answer. Raises RefusedError where it holds anything else, and GitError where git does not
    allow it or somebody else was faster.
    """
    if repository.branch_tip(branch) is not None:
        found, known = present(repository, proposal, branch)
        return Published(branch, found, known, written=False)
    writer = repository.writer(proposal.base)
    tip = proposal.base_commit
    oids: dict[tuple[str, str], str] = {}

    def commit_the_rest() -> None:
        nonlocal tip
        for commit in proposal.commits[len(oids) :]:
            tip = oids[commit.step, commit.kind] = writer.commit(commit.tree, tip, message_of(proposal, commit))

    commit_the_rest()
    for result in proposal.outcome.results:
        if result.command is None or result.status is not StepStatus.NOT_RUN:
            continue
        begin(result.command)
        ran = carry_out_command(repository, result, result.command, proposal.outcome.tree, tip)
        proposal = with_result(repository, proposal, ran)
        if ran.stops:
            break
        commit_the_rest()
    if proposal.outcome.status is not PlanStatus.OK or tip == proposal.base_commit:
        return Published(None, proposal, {}, written=False)
    writer.publish(branch, tip, None, f"migrate apply {proposal.outcome.plan.name}")
    return Published(branch, proposal, oids, written=True)
