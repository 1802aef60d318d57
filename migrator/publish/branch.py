"""Publishing: commits first, which nothing points to, then one compare-and-swap of the branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from migrator.codemod import Command
from migrator.engine import StepStatus
from migrator.publish.command_step import carry_out_command
from migrator.publish.held import Oids, present
from migrator.publish.message import message_of
from migrator.publish.proposal import Proposal, with_result
from migrator.publish.resumption import Resumption
from migrator.vcs import Repository

Begin = Callable[[Command], None]


@dataclass(frozen=True, slots=True)
class Published:
    """A branch that holds what was proposed. `commits` are the commits' ids by step and kind (`move`, `edit`).

    `proposal` has what came of commands too, which nobody could know before. `tree` is the id of the branch's tree.
    `written` is how many of the commits this run wrote: none where the branch held the result already. `branch` is None
    where a command failed that the plan can't do without, or where there was nothing to commit: there is none then.
    """

    branch: str | None
    tree: str
    proposal: Proposal
    commits: Oids
    written: int


def publish(repository: Repository, proposal: Proposal, branch: str, begin: Begin = lambda _: None) -> Published:
    """Write the proposal's commits, run its commands, and let `branch` point to the last commit.

    `begin` hears each command before it is run. An existing branch is left alone: if it holds this plan's result
    already, that is the answer. Raises RefusedError where it holds anything else, and GitError where git does not
    allow it or somebody else was faster.
    """
    tip = repository.branch_tip(branch)
    if tip is not None:
        found, known = present(repository, proposal, branch)
        return Published(branch, repository.tree_of(tip), found, known, written=0)
    return _written(repository, proposal, branch, {}, None, begin)


def go_on(repository: Repository, resumed: Resumption, begin: Begin = lambda _: None) -> Published:
    """Add what the branch lacks, as `publish` would; where the plan fails without keeping more, it stays as it is."""
    standing = resumed.standing
    return _written(repository, resumed.proposal, standing.branch, resumed.oids, standing.tip, begin)


def _written(
    repository: Repository, proposal: Proposal, branch: str, known: Oids, start: str | None, begin: Begin
) -> Published:
    """The branch with all commits but those that are `known` to be on it; it is at `start`, None if it is not there."""
    oids = dict(known)
    tip = start or proposal.base_commit
    writer = repository.writer(proposal.base)

    def commit_the_rest() -> None:
        nonlocal tip
        for commit in proposal.commits[len(oids) :]:
            tip = oids[commit.step, commit.kind] = writer.commit(commit.tree, tip, message_of(proposal, commit))

    if proposal.outcome.stands:
        commit_the_rest()
    for result in proposal.outcome.results if proposal.outcome.stands else ():
        if result.command is None or result.status is not StepStatus.NOT_RUN:
            continue
        begin(result.command)
        ran = carry_out_command(repository, result, result.command, proposal.outcome.tree, tip)
        proposal = with_result(repository, proposal, ran)
        if ran.stops:
            break
        commit_the_rest()
    if not proposal.outcome.stands or tip == (start or proposal.base_commit):
        there = branch if start is not None else None
        return Published(there, repository.tree_of(start) if start else "", proposal, known, written=0)
    verb = "apply" if start is None else "resume"
    writer.publish(branch, tip, start, f"migrate {verb} {proposal.outcome.plan.name}")
    return Published(branch, repository.tree_of(tip), proposal, oids, written=len(oids) - len(known))
