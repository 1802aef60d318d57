"""What is verified: a branch, the commit it started from, and what the plan says it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from migrator.engine import Lineage, Outcome, replaced
from migrator.errors import MigratorError, UsageError
from migrator.plan import load_plan
from migrator.publish import Origin, Proposal, beginning, latest, origin_of
from migrator.vcs import Commit, GitTree, Repository, changes_between
from migrator.verify.again import carried_out_again, sentence
from migrator.workspace import Project


@dataclass(frozen=True)
class Subject:
    """Base and branch of one repository, with the plan of the branch; None for a branch that no plan made.

    `plan` is a file or a shipped plan's name, `made_by` the name that the branch itself tells. `params` are the plan's
    as the branch has them; `digest` is that of the run that made the branch, empty where it is not known, or where that
    run started from another base.
    """

    repository: Repository
    base_commit: str
    branch_commit: str
    plan: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    digest: str = ""
    made_by: str = ""
    allow_codemods: bool = False

    @classmethod
    def of(
        cls,
        repository: Repository,
        revision: str,
        base: str | None = None,
        plan: str | None = None,
        *,
        allow_codemods: bool = False,
    ) -> Subject:
        """The branch at `revision`, read from the trailers of its commits.

        `base` and `plan` are stronger than the trailers; with `allow_codemods` a plan may bring programs along that
        are not committed. Raises UsageError where nothing says what the base is.
        """
        branch = repository.resolve(revision)
        made = latest(repository, branch)
        if made is None and base is None:
            raise UsageError(
                f"no commit of {revision} says which plan made it", hint="name the commit it started from with `--base`"
            )
        origin = Origin() if made is None else origin_of(made)
        start = repository.resolve(base) if base is not None else beginning(repository, branch, origin)
        digest = origin.digest if origin.base == start else ""
        # A path is never taken from a commit: who writes one would have code of theirs loaded by whoever looks at it.
        known, made_by = plan or origin.shipped_plan, origin.plan or ""
        return cls(repository, start, branch, known, origin.params, digest, made_by, allow_codemods)

    @cached_property
    def base(self) -> GitTree:
        """The tree of the base."""
        return self.repository.snapshot(self.base_commit)

    @cached_property
    def branch(self) -> GitTree:
        """The tree of the branch."""
        return self.repository.snapshot(self.branch_commit)

    @cached_property
    def before(self) -> Project:
        """The base as a project."""
        return Project(self.base)

    @cached_property
    def after(self) -> Project:
        """The branch as a project."""
        return self.before.over(self.branch)

    @cached_property
    def _again(self) -> tuple[Proposal | None, str]:
        if self.plan is None and self.made_by:
            return None, f"the plan {self.made_by} does not come with the program; `--plan` names its file"
        if self.plan is None:
            return None, "no plan made this branch"
        try:
            plan = load_plan(self.plan, (lambda _: ()) if self.allow_codemods else self.repository.uncommitted)
        except MigratorError as error:
            hint = "" if "/" in self.plan else "; `--plan FILE` names its file"
            return None, f"the plan {self.plan} can't be loaded: {sentence(error)}{hint}"
        return carried_out_again(self.repository, plan, self.params, self.before, self.base, self.base_commit)

    @property
    def proposal(self) -> Proposal | None:
        """What the plan, carried out once more on the base, comes to; None where `no_outcome` says why not."""
        return self._again[0]

    @property
    def no_outcome(self) -> str:
        """Why the plan can't be carried out once more; empty where it can."""
        return self._again[1]

    @property
    def outcome(self) -> Outcome | None:
        """The plan carried out once more on the base; None where `no_outcome` says why not."""
        return self.proposal.outcome if self.proposal is not None else None

    @cached_property
    def planned(self) -> Project | None:
        """What the plan, carried out once more, leaves; None where `no_outcome` says why that is not known."""
        return self.before.over(self.outcome.tree) if self.outcome is not None else None

    @cached_property
    def differs(self) -> str:
        """What there is to say where the plan, carried out once more, is not the run that made the branch."""
        if self.proposal is None or not self.digest or self.proposal.digest == self.digest:
            return ""
        return (
            f"carried out again, the plan {self.proposal.outcome.plan.name} is not the run that made the branch: "
            "the plan, its parameters or the program has changed since"
        )

    @cached_property
    def commits(self) -> Sequence[Commit]:
        """The commits of the branch, newest first."""
        return self.repository.commits(self.branch_commit, self.base_commit)

    @cached_property
    def lineage(self) -> Lineage:
        """Where what a file of the base held is on the branch: as the plan says, else as git pairs files."""
        if self.outcome is not None:
            planned = Lineage.over(result.changes for result in self.outcome.results)
            if not self.differs or all(self.branch.entry(path) is not None for path in planned.moves.values()):
                return planned
        paired = self.repository.renames(self.branch_commit, self.base_commit).items()
        return Lineage({old: new for old, new in paired if self.base.entry(old) and self.branch.entry(new)})

    @cached_property
    def replaced(self) -> frozenset[str]:
        """Modules in whose place moved code imports others, by the plan."""
        return replaced(self.outcome.decisions) if self.outcome is not None else frozenset()

    @cached_property
    def touched(self) -> frozenset[str]:
        """Every path that differs between base and branch, of moved files both."""
        changes = changes_between(self.base, self.branch)
        return frozenset(path for one in changes for path in (one.path, one.origin) if path is not None)
