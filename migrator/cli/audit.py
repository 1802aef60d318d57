"""`migrate audit`: what there is, and whether to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click

from migrator.audit import (
    Audit,
    Audited,
    Auditor,
    audit_of,
    baseline_document,
    judged,
    read_baseline,
    read_levels,
    without_known,
)
from migrator.cli.options import no_color_option, output_option, params_option, repo_option
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.projects import project_of
from migrator.cli.rehearsing import rehearsing
from migrator.cli.remembered import Remembered
from migrator.errors import ExitCode
from migrator.plan import load_plan
from migrator.vcs import GitTree, Repository

_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asked for."""

    plan: str | None
    repo: Path | None
    params: dict[str, str]
    base: str
    rules: Path | None
    baseline: Path | None


@click.command()
@click.argument("plan", metavar="[PLAN]", required=False)
@repo_option
@params_option
@click.option("--base", metavar="REV", default="HEAD", show_default=True, help="The commit to audit.")
@click.option(
    "--format",
    type=click.Choice(["text", "json", "markdown", "html", "sarif"]),
    default="text",
    show_default=True,
    help="`markdown` is a document to commit, `html` one page, `sarif` for code scanning.",
)
@output_option
@click.option("--rules", metavar="FILE", type=_FILE, help="YAML that switches rules off or gives them another level.")
@click.option("--baseline", metavar="FILE", type=_FILE, help="Leave out the findings that this file has.")
@click.option("--write-baseline", metavar="FILE", type=_FILE, help="Write the findings to a file, to leave them out.")
@click.option("-v", "--verbose", is_flag=True, help="Every entry; a traceback where something fails.")
@no_color_option
def audit(
    format: Literal["text", "json", "markdown", "html", "sarif"],
    output: Path | None,
    write_baseline: Path | None,
    verbose: bool,
    no_color: bool,
    **asked: Any,
) -> int:
    """Say how a repository uses Inngest, what breaks a convention, and whether to go ahead with PLAN.

    Reads a commit, and writes nothing but --output. Ends with 1 for a no-go and for findings of level error.
    """
    made = audited(Asked(**asked))
    if write_baseline is not None:
        write_result(as_json(baseline_document(made.findings)), write_baseline)
    if format == "text":
        from migrator.report.audit.text import audit_page

        content = as_text(audit_page(made, every=verbose), output=output, no_color=no_color)
    else:
        content = _rendered(made, format)
    write_result(content, output)
    severe = write_baseline is None and any(one.severity == "error" for one in made.findings)
    return ExitCode.FAILED if severe or made.advice.recommendation == "no-go" else ExitCode.DONE


def audited(asked: Asked) -> Audit:
    """The audit of the commit that was asked for."""
    auditor = audit_of(asked.plan)
    levels = read_levels(asked.rules, auditor.rules) if asked.rules is not None else {}
    known = read_baseline(asked.baseline) if asked.baseline is not None else None
    repository = Repository.open(asked.repo)
    base = repository.snapshot(asked.base)
    found = _found(auditor, repository, base, asked.params)
    findings = judged(found.faults, levels)
    fresh = without_known(findings, known) if known is not None else findings
    return Audit(
        auditor.subject,
        auditor.plan,
        base.commit,
        found.state,
        found.advice,
        found.modules,
        fresh,
        len(findings) - len(fresh),
        auditor.rules,
    )


def _found(auditor: Auditor, repository: Repository, base: GitTree, params: Mapping[str, Any]) -> Audited:
    """What the auditor says of `base`, or said the last time."""
    plan = load_plan(auditor.plan)
    remembered = Remembered(f"audit of {auditor.subject}", plan, params, repository, base, type(auditor))
    kept: Audited | None = remembered.recall()
    if kept is not None:
        return kept
    with project_of(repository, base) as project:
        found = auditor.audit(project, rehearsing(plan, params, project))
    remembered.keep(found)
    return found


def _rendered(made: Audit, format: Literal["json", "markdown", "html", "sarif"]) -> bytes:
    """The audit in one form; what the others are made with is not even imported."""
    match format:
        case "json":
            from migrator.report.audit.document import audit_document

            return as_json(audit_document(made))
        case "sarif":
            from migrator.report.audit.sarif import audit_sarif

            return as_json(audit_sarif(made))
        case "markdown":
            from migrator.report.audit.markdown import audit_markdown

            return audit_markdown(made)
        case "html":
            from migrator.report.audit.html import audit_html

            return audit_html(made)
