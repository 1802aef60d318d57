"""A plan in a terminal: what it comes to first, then every line of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.engine import CheckStatus, Outcome, PlanStatus, StepResult, StepStatus
from migrator.publish import Proposal, Published
from migrator.report.changes import counted
from migrator.report.decisions import decision_lines
from migrator.report.diffstat import diffstat
from migrator.report.page import WIDTH, Line, Piece, line, wrapped
from migrator.report.parameters import notable_parameters
from migrator.report.patch import patch_lines, step_patch
from migrator.report.steps import diagnostic_lines, step_table
from migrator.tree import Change

_CHECK_STYLES = {CheckStatus.PASSED: "green", CheckStatus.FAILED: "bold red", CheckStatus.SKIPPED: "yellow"}


@dataclass(frozen=True, slots=True)
class Detail:
    """How much to show: one step only, every mention, remarks of severity `info`, diffs or a diffstat in their place,
    the closing words alone. Lines are at most `width` columns where they can be broken.
    """

    step: str | None = None
    mentions: bool = False
    remarks: bool = False
    diffs: bool = True
    stat: bool = False
    closing_only: bool = False
    width: int = WIDTH


def plan_page(
    proposal: Proposal, detail: Detail, object_format: str, base_name: str = "", published: Published | None = None
) -> Iterator[Line]:
    """The page: summary first, closing sentence, then the diffs of each step, or a diffstat of them all."""
    results = [result for result in proposal.outcome.results if detail.step in (None, result.step.id)]
    if not detail.closing_only:
        yield from _header(proposal, base_name, detail.width)
        if detail.step is None:
            yield from decision_lines(proposal.outcome.decisions, detail.width)
        yield line()
        yield from step_table(results, detail.width)
        yield from diagnostic_lines(results, remarks=detail.remarks, width=detail.width)
        if detail.step is None:
            if proposal.outcome.checks or proposal.outcome.mentions:
                yield line()
            yield from _checks(proposal, detail.width)
            yield from _mentions(proposal, every=detail.mentions, width=detail.width)
        yield line()
    yield from _closing(proposal, published, results, detail.width)
    failed = proposal.outcome.status in (PlanStatus.FAILED, PlanStatus.BLOCKED)
    # What led to a failure is worth reading only to those who ask; it would scroll the failure away.
    if not detail.diffs or detail.closing_only or (failed and not detail.remarks):
        return
    if detail.stat:
        yield line()
        yield from diffstat(_changes(proposal, results), detail.width)
    else:
        yield from _diffs(proposal, results, object_format)


def _header(proposal: Proposal, base_name: str, width: int) -> Iterator[Line]:
    plan = proposal.outcome.plan
    base = f"base {proposal.base_commit[:7]} {base_name}".rstrip()
    gap = max(width - len(plan.name) - len(base), 3)
    yield line(Piece(plan.name, "bold"), " " * gap, Piece(base, "dim"))
    if plan.plan.description:
        yield from wrapped(plan.plan.description, "", width=width)
    named = notable_parameters(plan)
    if named:
        yield line()
    longest = max((len(name) for name, _ in named), default=0)
    for name, shown in named:
        yield from wrapped(shown, f"  {name:<{longest}}  ", width=width)


def _checks(proposal: Proposal, width: int) -> Iterator[Line]:
    first = "  checks    "
    longest = max((len(check.name) for check in proposal.outcome.checks), default=0)
    for check in proposal.outcome.checks:
        status = Piece(f"{check.status:<7}", _CHECK_STYLES[check.status])
        start = f"{first}{check.name:<{longest}}  "
        rows = wrapped(check.detail, " " * (len(start) + 9), width=width)
        yield line(start, status, "  ", *rows[0][1:])
        yield from rows[1:]
        first = " " * len(first)


def _mentions(proposal: Proposal, *, every: bool, width: int) -> Iterator[Line]:
    mentions = proposal.outcome.mentions
    if not mentions:
        return
    places = "1 place names" if len(mentions) == 1 else f"{len(mentions)} places name"
    it_was = "it was" if len(mentions) == 1 else "they were"
    look = "" if every else " (`migrate plan --mentions` lists them)"
    yield from wrapped(f"{places} an old path, and {it_was} left as is{look}", "  mentions  ", "yellow", width=width)
    for mention in mentions if every else ():
        yield line(f"    {mention.path}:{mention.line}  ", Piece(mention.why, "dim"))
        yield line(f"      {mention.text.strip()}")


def _closing(proposal: Proposal, published: Published | None, shown: list[StepResult], width: int) -> Iterator[Line]:
    outcome = proposal.outcome
    total = counted(_changes(proposal, shown)) or "No file changes"
    name = outcome.plan.name
    if outcome.status in (PlanStatus.FAILED, PlanStatus.BLOCKED):
        yield from _failure(outcome, published, width)
    elif outcome.status is PlanStatus.NOOP:
        yield line(Piece("Nothing to do: the repository is as the plan leaves it. Nothing was written.", "bold"))
    elif published is None:
        yield line(Piece(f"{total}. Nothing was written.", "bold"))
        file = outcome.plan.plan.file
        given = name if file == f"plans/{name}.yaml" else file
        command = f"`migrate apply {given}` with the same options makes branch migrate/{name}"
        yield from wrapped(f"{command}; `--format diff` is the whole patch.", "Next: ", width=width)
    elif published.written:
        commits = _commits(published.written)
        if published.written < len(proposal.commits):
            what = f"{commits} more on branch {published.branch}, which holds the whole plan now."
        else:
            what = f"{total}, in {commits} on branch {published.branch}."
        yield line(Piece(what, "bold green"))
        for result in outcome.results:
            if result.status is StepStatus.FAILED:
                yield line(Piece(f"Step {result.step.id} failed, so its commit is not there.", "yellow"))
    else:
        yield line(Piece(f"The branch {published.branch} holds this result already. Nothing was written.", "bold"))
        for result in outcome.results:
            if result.status is StepStatus.NOT_RUN:
                yield line(f"Of step {result.step.id} it has no commit: that changed nothing, or failed.")


def _failure(outcome: Outcome, published: Published | None, width: int) -> Iterator[Line]:
    failed = outcome.stopped_at
    what = f"Step {failed.step.id} failed" if failed else "A check failed"
    blocked = ", because of the modules above" if outcome.status is PlanStatus.BLOCKED else ""
    branch = published.branch if published is not None else None
    if published is None or branch is None:
        yield line(Piece(f"{what}{blocked}. Nothing was written.", "bold red"))
        if published is None and outcome.stands:
            yield line("What went before it stands: `migrate apply` makes a branch of that.")
        return
    here = f"{_commits(published.written)} of what went before {'is' if published.written == 1 else 'are'}"
    written = f"{here} on branch {branch}" if published.written else f"Branch {branch} is as it was"
    yield line(Piece(f"{what}{blocked}. {written}.", "bold red"))
    yield from wrapped(f"mend it there and commit that; then `migrate resume {branch}` goes on.", "Next: ", width=width)


def _commits(count: int) -> str:
    return "1 commit" if count == 1 else f"{count} commits"


def _changes(proposal: Proposal, shown: list[StepResult]) -> Sequence[Change]:
    """From the base to the result where all steps are shown, however many of them touched a file."""
    whole = len(shown) == len(proposal.outcome.results)
    return proposal.changes if whole else [change for result in shown for change in result.changes]


def _diffs(proposal: Proposal, results: list[StepResult], object_format: str) -> Iterator[Line]:
    for result in results:
        if result.changes:
            yield line()
            yield line(Piece(f"step {result.step.id}", "bold underline"))
            yield from patch_lines(step_patch(proposal, result.step.id, object_format))
