"""A plan as the text of a pull request: what changes and why, how to merge it, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.codemod import Command
from migrator.engine import PlanStatus, StepResult, StepStatus
from migrator.publish import Proposal, Published
from migrator.report.changes import counted
from migrator.report.markdown import LIMIT, code, fitted, plain, table
from migrator.report.parameters import notable_parameters
from migrator.report.pull_request_lists import decisions, mentions, moves, proofs, remarks

_HEADINGS = {
    PlanStatus.BLOCKED: "⛔ Some modules need a decision.",
    PlanStatus.FAILED: "❌ The plan fails.",
    PlanStatus.NOOP: "Nothing to do: the repository is as the plan leaves it.",
}

_NEVER_SQUASH = (
    "**Don't squash.** Use *Create a merge commit* (or *Rebase and merge*). A step that moves files has two commits, "
    "the files alone and then the edits, so that `git log --follow` and `git blame` reach back behind the move. A "
    "squash joins the two, and where a file changed much on the way its history ends there."
)


def pull_request_markdown(
    proposal: Proposal,
    published: Published | None = None,
    *,
    base_name: str = "",
    step: str | None = None,
    limit: int = LIMIT,
) -> bytes:
    """The text, at most `limit` bytes: long lists are cut where they have to be, and each says how much it left out.

    With `step` it is about that step only. `base_name` is how a reader knows the base: `main`.
    """
    results = [result for result in proposal.outcome.results if step in (None, result.step.id)]
    document = _PullRequest(proposal, published, base_name, step, results)
    return fitted(lambda shown: list(document.lines(shown)), limit).encode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _PullRequest:
    proposal: Proposal
    published: Published | None
    base_name: str
    step: str | None
    results: Sequence[StepResult]

    def lines(self, shown: int) -> Iterator[str]:
        """The whole text, with at most `shown` entries in each list."""
        outcome = self.proposal.outcome
        whole = self.step is None
        changes = self.proposal.changes if whole else [one for result in self.results for one in result.changes]
        yield from self._summary(counted(changes))
        yield from moves(changes, shown)
        if whole:
            yield from decisions(outcome.decisions, shown)
        yield from self._steps(shown)
        yield from remarks(self.results, shown)
        if whole:
            yield from proofs(outcome.checks)
            yield from mentions(outcome.mentions, shown)
            if outcome.status is PlanStatus.OK:
                yield from self._merging()
                yield from self._way_back()
        yield ""
        yield f"<sub>Base {self.proposal.base_commit}, plan {plain(self.proposal.digest)}.</sub>"

    def _summary(self, total: str) -> Iterator[str]:
        plan, status = self.proposal.outcome.plan, self.proposal.outcome.status
        yield f"## {plain(plan.plan.description.rstrip('.') or plan.name)}"
        yield ""
        if status in _HEADINGS:
            branch = self.published.branch if self.published else None
            written = f"What went before is on branch {code(branch)}." if branch else "Nothing was written."
            yield f"**{_HEADINGS[status]} {written}**"
            yield ""
        if total:
            commits = [commit for commit in self.proposal.commits if self.step in (None, commit.step)]
            count = "1 commit" if len(commits) == 1 else f"{len(commits)} commits"
            base = f" of {code(self.base_name)}" if self.base_name else ""
            yield f"The plan {code(plan.name)} on {self.proposal.base_commit[:10]}{base}: **{total}**, in {count}."
        named = notable_parameters(plan)
        if named:
            yield ""
            yield from table(("parameter", "value"), ((code(name), code(value)) for name, value in named))

    def _steps(self, shown: int) -> Iterator[str]:
        yield from ("", "### Steps and commits", "")
        most = max(shown, 20)  # these are what the rest is about, so they go last
        told = [result for result in self.results if result.status is not StepStatus.NOOP]
        if told:
            rows = (row for result in told[:most] for row in self._rows(result))
            yield from table(("step", "commit", "files", "references"), rows)
        if len(told) > most:
            yield from ("", f"And {len(told) - most} more steps.")
        idle = [result.step.id for result in self.results if result.status is StepStatus.NOOP]
        if idle:
            yield from ("", f"Nothing to do: {', '.join(map(code, idle))}.")

    def _rows(self, result: StepResult) -> Iterator[tuple[str, ...]]:
        step = code(result.step.id)
        if result.status is StepStatus.FAILED:
            yield step, "❌ failed", "", ""
            return
        commits = [commit for commit in self.proposal.commits if commit.step == result.step.id]
        if not commits:
            yield step, _to_be_run(result.command), "", ""
        for index, commit in enumerate(commits):
            last = index == len(commits) - 1
            oid = self.published.commits.get((commit.step, commit.kind), "") if self.published else ""
            yield (
                "" if index else step,
                f"{oid[:10]} {plain(commit.subject.partition(chr(10))[0])}".strip(),
                counted(result.changes) if last else "the files alone",
                str(result.references or "") if last else "",
            )

    def _merging(self) -> Iterator[str]:
        yield from ("", "### How to merge", "")
        if any(commit.kind == "move" for commit in self.proposal.commits):
            yield _NEVER_SQUASH
        else:
            yield "With a merge commit, so that each step keeps its commit and its trailers."
        yield ""
        yield "`migrate verify` proves on this branch that it does what its base did."

    def _way_back(self) -> Iterator[str]:
        branch = self.published.branch if self.published else None
        name = branch or f"migrate/{self.proposal.outcome.plan.name}"
        yield from ("", "### How to roll back", "")
        yield f"- Before the merge: close this and remove the branch, with `migrate rollback` or by hand: {code(name)}."
        yield "- After a merge commit: `git revert -m 1 <the merge commit>`."
        yield "- After a rebase: `git revert <first commit>^..<last commit>`; each step comes off by itself."


def _to_be_run(command: Command | None) -> str:
    return f"runs {code(str(command))} when applied" if command is not None else "not run"
