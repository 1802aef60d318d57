"""`migrate apply`: the same run as `migrate plan`, and then a branch that holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from migrator.cli.allowed import check_commands
from migrator.cli.exits import exit_code_for
from migrator.cli.interruption import telling_what_is_there
from migrator.cli.options import Request, allow_commands_option, shared_options
from migrator.cli.output import as_json, as_patch, as_text, page_width, write_result
from migrator.cli.planning import Planned, announce, notice, notice_uncommitted, planned
from migrator.cli.progress import telling
from migrator.engine import PlanStatus
from migrator.errors import ExitCode, UsageError
from migrator.publish import Published, publish
from migrator.report.document import plan_document
from migrator.report.html import plan_html
from migrator.report.markdown import LIMIT as MARKDOWN_LIMIT
from migrator.report.page import Line, render
from migrator.report.patch import whole_patch
from migrator.report.proofs import verification_page
from migrator.report.pull_request import pull_request_markdown
from migrator.report.text import Detail, plan_page
from migrator.report.verification import verification_document
from migrator.report.verification_comment import verification_markdown
from migrator.verify import Subject, Verification, Workshop, verify


@click.command()
@click.argument("plan", metavar="[PLAN]", required=False)
@shared_options
@click.option(
    "--saved",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Apply what `migrate plan --save FILE` saved, and nothing else.",
)
@click.option("--branch", metavar="NAME", help="The branch to make.  [default: migrate/<plan name>]")
@click.option(
    "--checkout/--no-checkout",
    default=True,
    help="Switch to the branch, where the work tree is clean.  [default: checkout]",
)
@allow_commands_option
@click.option("--verify", "verifying", is_flag=True, help="Then run every proof of `migrate verify` on the branch.")
def apply(branch: str | None, checkout: bool, allow_commands: bool, verifying: bool, **shared: Any) -> int:
    """Carry PLAN out on a new branch, with a commit for each step. The work tree is touched only to switch to it.

    PLAN is a YAML file, or the name of a plan that comes with the program. With --saved it is needed only for a plan
    that brings codemods of its own.
    """
    request = Request(**shared)
    if request.plan is None and request.saved is None:
        raise UsageError("no plan is named", hint="migrate apply PLAN, or migrate apply --saved FILE")
    if request.saved is not None and request.params:
        raise UsageError("--saved has its parameters already", hint="plan anew with others, and save that")
    made = planned(request)
    published: Published | None = None
    if made.proposal.outcome.stands:
        name = branch or f"migrate/{made.proposal.outcome.plan.name}"
        check_commands(made.named, made.proposal.outcome, made.repository, allow_commands=allow_commands)
        notice_uncommitted(request, made)
        with telling_what_is_there(made.repository, name):
            published = publish(made.repository, made.proposal, name, lambda command: announce(request, command))
            if checkout and published.branch is not None:
                _switch(request, made, name)
    verification = _verified(request, made, published) if verifying else None
    write_result(_shown(request, made, published, verification), request.output)
    if verification is not None and not verification.passed:
        return ExitCode.FAILED
    return exit_code_for((published or made).proposal.outcome)


def _verified(request: Request, made: Planned, published: Published | None) -> Verification | None:
    """The proofs on the branch, which is there already and stays whatever they say."""
    if published is None or published.branch is None:
        notice(request, "there is no branch to verify")
        return None
    if published.proposal.outcome.status is not PlanStatus.OK:
        notice(request, "the plan is not finished, so its branch is not verified")
        return None
    subject = Subject.of(
        made.repository, f"refs/heads/{published.branch}", plan=request.plan, allow_codemods=request.allow_codemods
    )
    with telling(quiet=request.quiet) as say, Workshop(subject, say=say) as workshop:
        return verify(subject, workshop, begin=say)


def _switch(request: Request, made: Planned, branch: str) -> None:
    if made.repository.current_branch == branch:
        return
    reason = made.repository.switch(branch)
    if reason:
        notice(request, f"not switched to {branch}: {reason}")


def _shown(request: Request, made: Planned, published: Published | None, verification: Verification | None) -> bytes:
    proposal, object_format = (published or made).proposal, made.repository.object_format
    branch = published.branch or "" if published is not None else ""
    if request.format == "json":
        document = plan_document(proposal, published)
        if verification is not None:
            document["verification"] = verification_document(verification, branch)
        return as_json(document)
    if request.format == "markdown":
        half = MARKDOWN_LIMIT // 2
        proven = b"\n" + verification_markdown(verification, branch, half) if verification is not None else b""
        limit = MARKDOWN_LIMIT - len(proven)
        return pull_request_markdown(proposal, published, base_name=made.base_name, limit=limit) + proven
    proofs: list[Line] = []
    if verification is not None:
        page = verification_page(verification, branch, every=request.verbose, closing_only=request.quiet)
        proofs = [(), *page]
    if request.format in ("diff", "html"):
        # What stdout has is for other programs, so the proofs go elsewhere.
        click.echo(render(proofs, colour=False), err=True, nl=False)
        if request.format == "html":
            return plan_html(proposal, published, base_name=made.base_name)
        return as_patch(whole_patch(made.proposal, object_format), request.output)
    width = page_width(request.output)
    detail = Detail(remarks=request.verbose, diffs=False, closing_only=request.quiet, width=width)
    lines = [*plan_page(proposal, detail, object_format, made.base_name, published), *proofs]
    return as_text(lines, output=request.output, no_color=request.no_color)
