"""What a branch would hold, known without writing a single object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from migrator.engine import Outcome, StepResult
from migrator.publish.versions import versions_of
from migrator.tree import Change, Tree
from migrator.vcs import GitTree, Repository, changes_between


@dataclass(frozen=True, slots=True)
class PlannedCommit:
    """One commit of a step. `kind` is `move` or `edit`, `tree_id` git's id of the whole tree after it."""

    step: str
    kind: str
    subject: str
    tree: Tree
    tree_id: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An outcome over a commit. `changes` are those from the base to the result, however many steps made them.

    `result_tree` is the tree after all that was computed, and before any command.
    """

    outcome: Outcome
    base: GitTree
    base_commit: str
    base_tree: str
    commits: tuple[PlannedCommit, ...]
    result_tree: str
    changes: tuple[Change, ...]
    digest: str


def propose(repository: Repository, base: GitTree, base_commit: str, outcome: Outcome) -> Proposal:
    """Compute the ids of everything that publishing would write. Writes nothing."""
    commits = tuple(commit for result in outcome.results for commit in _commits(repository, base, result))
    base_tree = base.oid if base.commit == base_commit else repository.tree_of(base_commit)
    last = commits[-1] if commits else None
    known = last is not None and last.tree is outcome.tree
    result_tree = last.tree_id if last is not None and known else repository.tree_id(outcome.tree, base)
    changes = tuple(changes_between(base, outcome.tree))
    digest = _digest(outcome, base_tree, commits, result_tree)
    return Proposal(outcome, base, base_commit, base_tree, commits, result_tree, changes, digest)


def with_result(repository: Repository, proposal: Proposal, ran: StepResult) -> Proposal:
    """The proposal with what came of a step that is a command. Its digest and its `result_tree` stay as planned."""
    results = tuple(ran if result.step.id == ran.step.id else result for result in proposal.outcome.results)
    return replace(
        proposal,
        outcome=replace(proposal.outcome, results=results, tree=ran.tree),
        commits=(*proposal.commits, *_commits(repository, proposal.base, ran)),
        changes=tuple(changes_between(proposal.base, ran.tree)),
    )


def _commits(repository: Repository, base: GitTree, result: StepResult) -> Iterator[PlannedCommit]:
    for part in result.parts:
        tree_id = repository.tree_id(part.tree, base)
        yield PlannedCommit(result.step.id, part.kind, part.subject, part.tree, tree_id)


def _digest(outcome: Outcome, base_tree: str, commits: tuple[PlannedCommit, ...], result_tree: str) -> str:
    """`sha256:<hex>` over the plan file, its parameters, the tree it starts from, every tree it makes,
    the commands to be run, and the versions of the program and of the codemods.

    Two runs with the same digest make the same branch. The base commit is not part of it: a rebase onto the same
    files changes nothing that was reviewed.
    """
    facts: dict[str, Any] = {
        "plan": sha256(outcome.plan.plan.source).hexdigest(),
        "params": outcome.plan.params,
        "versions": versions_of(outcome.plan.plan),
        "base": base_tree,
        "commits": [[commit.step, commit.kind, commit.subject, commit.tree_id] for commit in commits],
        "result": result_tree,
    }
    commands = [[result.step.id, *result.command.arguments] for result in outcome.results if result.command is not None]
    if commands:
        facts["commands"] = commands
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{sha256(canonical.encode('ascii')).hexdigest()}"
