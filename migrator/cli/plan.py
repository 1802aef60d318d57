"""`migrate plan`: a dry run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from migrator.cli.exits import exit_code_for
from migrator.cli.options import Request, shared_options
from migrator.cli.output import as_json, as_patch, as_text, page_width, write_result
from migrator.cli.pager import write_paged
from migrator.cli.planning import Planned, notice, notice_uncommitted, planned
from migrator.codemod.naming import did_you_mean
from migrator.engine import PlanStatus
from migrator.errors import UsageError
from migrator.report.document import plan_document
from migrator.report.html import plan_html
from migrator.report.patch import step_patch, whole_patch
from migrator.report.pull_request import pull_request_markdown
from migrator.report.text import Detail, plan_page


@click.command()
@click.argument("plan", metavar="PLAN")
@shared_options
@click.option("--step", metavar="ID", help="Show one step only.")
@click.option("--stat", is_flag=True, help="The summary with a diffstat instead of the diffs.")
@click.option("--mentions", is_flag=True, help="List every place that names an old path and was left as it is.")
@click.option(
    "--save",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also save the plan as it is now, for `migrate apply --saved FILE`.",
)
@click.option("--no-pager", is_flag=True, help="Never show a text through the pager.")
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 4 where the plan would change something.")
def plan(
    step: str | None,
    stat: bool,
    mentions: bool,
    save: Path | None,
    no_pager: bool,
    detailed_exitcode: bool,
    **shared: Any,
) -> int:
    """Show what PLAN would do: every step, its diff, and what could not be vouched for. The repository stays as it is.

    PLAN is a YAML file, or the name of a plan that comes with the program.
    """
    request = Request(**shared)
    if stat and request.format != "text":
        raise UsageError(f"--stat shortens the text, and --format {request.format} is none")
    made = planned(request)
    _check_step(made, step)
    notice_uncommitted(request, made)
    if save is not None:
        _save(request, made, save)
    detail = Detail(
        *(step, mentions, request.verbose),
        stat=stat,
        closing_only=request.quiet,
        width=page_width(request.output),
    )
    content = _shown(request, made, detail)
    if request.format in ("text", "diff"):
        write_paged(content, request.output, made.repository, pager=not no_pager)
    else:
        write_result(content, request.output)
    return exit_code_for(made.proposal.outcome, detailed=detailed_exitcode)


def _check_step(made: Planned, step: str | None) -> None:
    known = [bound.id for bound in made.proposal.outcome.plan.steps]
    if step is not None and step not in known:
        raise UsageError(f"the plan has no step {step!r}", hint=did_you_mean(step, known))


def _save(request: Request, made: Planned, file: Path) -> None:
    outcome = made.proposal.outcome
    if outcome.status is not PlanStatus.NOOP and not outcome.stands:
        notice(request, f"not saved to {file}: there is nothing that could be applied")
        return
    from migrator.publish.saved import saved_document

    document = saved_document(made.proposal, made.repository.object_format, request.base or "HEAD")
    write_result(as_json(document), file)


def _shown(request: Request, made: Planned, detail: Detail) -> bytes:
    proposal, object_format = made.proposal, made.repository.object_format
    if request.format == "json":
        return as_json(plan_document(proposal, step=detail.step))
    if request.format == "diff":
        one = step_patch(proposal, detail.step, object_format) if detail.step else whole_patch(proposal, object_format)
        return as_patch(one, request.output)
    if request.format == "markdown":
        return pull_request_markdown(proposal, base_name=made.base_name, step=detail.step)
    if request.format == "html":
        return plan_html(proposal, base_name=made.base_name, step=detail.step)
    page = plan_page(proposal, detail, object_format, made.base_name)
    return as_text(page, output=request.output, no_color=request.no_color)
