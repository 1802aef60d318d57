"""The rest of a plan, on a branch that holds a part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from migrator.engine import Mended, carry_out
from migrator.errors import RefusedError
from migrator.plan import Plan, bind
from migrator.publish.held import Oids, held
from migrator.publish.message import STEP
from migrator.publish.proposal import Proposal, propose
from migrator.publish.standing import Standing
from migrator.vcs import Commit, Repository
from migrator.workspace import Project


@dataclass(frozen=True, slots=True)
class Resumption:
    """A plan as a whole, of which a branch has the commits `oids` already. Nothing is written yet.

    The proposal is that of an uninterrupted run, on which commits by hand lie where they lie on the branch.
    """

    standing: Standing
    proposal: Proposal
    oids: Oids

    @property
    def rest(self) -> tuple[tuple[str, str], ...]:
        """Step and kind of each commit that the branch lacks, as far as it can be known before commands are run."""
        commits = ((commit.step, commit.kind) for commit in self.proposal.commits)
        return tuple(commit for commit in commits if commit not in self.oids)


def resumption(
    repository: Repository, standing: Standing, plan: Plan, begin: Callable[[str], None] = lambda _: None
) -> Resumption:
    """Carry `plan` out from the branch's base, and hold what comes of it against what the branch has.

    Every step is run again, in memory: so it is certain that what is there is this plan's, and that the rest fits it.
    Raises StaleError where it is not this plan's, as plan and program are now, and RefusedError where a commit by hand
    lies in the middle of a step.
    """
    base = repository.snapshot(standing.base)
    project = Project(base)
    bound = bind(plan, standing.origin.params, project)
    outcome = carry_out(bound, project, begin, _mended(repository, standing))
    proposal = propose(repository, base, standing.base, outcome)
    _check_whole_steps(standing, proposal)
    proposal, oids = held(repository, proposal, standing.made)
    if standing.by_hand:
        # No run on the base comes to these trees: what was reviewed is the run that began the branch.
        proposal = replace(proposal, digest=standing.origin.digest)
        if len(oids) == len(proposal.commits):
            tip = repository.snapshot(standing.tip)
            proposal = replace(proposal, outcome=replace(proposal.outcome, tree=tip))
    return Resumption(standing, proposal, oids)


def _mended(repository: Repository, standing: Standing) -> Mended:
    """The tree that the last commit by hand left, by the step behind which it lies."""
    mended: dict[str, Commit] = {}
    step = ""
    for commit in standing.commits:
        if standing.is_made(commit):
            step = commit.trailer(STEP) or ""
        elif not step:
            raise RefusedError(
                f"commit {commit.oid[:7]} ({commit.subject}) lies before the plan's own commits",
                hint="move it behind them, or below the base, with git rebase",
            )
        else:
            mended[step] = commit
    return {step: repository.snapshot(commit.oid) for step, commit in mended.items()}


def _check_whole_steps(standing: Standing, proposal: Proposal) -> None:
    """Between the two halves of a step the references don't resolve, and nobody knows what a mend there was to mend."""
    order = [commit.step for commit in proposal.commits]
    count = 0
    for commit in standing.commits:
        if standing.is_made(commit):
            count += 1
        elif 0 < count < len(order) and order[count - 1] == order[count]:
            raise RefusedError(
                f"commit {commit.oid[:7]} ({commit.subject}) lies in the middle of step {order[count]}",
                hint="take it off the branch, let `migrate resume` finish the step, and put it on top again",
            )
