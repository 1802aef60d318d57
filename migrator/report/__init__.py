"""Proposals as people and programs read them. Decides nothing."""

from migrator.report.codemods import codemod_document, codemod_list, codemod_markdown, codemod_page, describe
from migrator.report.document import plan_document
from migrator.report.html import plan_html
from migrator.report.markdown import LIMIT as MARKDOWN_LIMIT
from migrator.report.page import WIDEST, WIDTH, Line, render
from migrator.report.patch import step_patch, whole_patch
from migrator.report.proofs import verification_page
from migrator.report.pull_request import pull_request_markdown
from migrator.report.rollback import rollback_document, rollback_page
from migrator.report.status import status_document
from migrator.report.status_page import status_page
from migrator.report.text import Detail, plan_page
from migrator.report.verification import verification_document, verification_junit
from migrator.report.verification_comment import verification_markdown

__all__ = [
    "MARKDOWN_LIMIT",
    "WIDEST",
    "WIDTH",
    "Detail",
    "Line",
    "codemod_document",
    "codemod_list",
    "codemod_markdown",
    "codemod_page",
    "describe",
    "plan_document",
    "plan_html",
    "plan_page",
    "pull_request_markdown",
    "render",
    "rollback_document",
    "rollback_page",
    "status_document",
    "status_page",
    "step_patch",
    "verification_document",
    "verification_junit",
    "verification_markdown",
    "verification_page",
    "whole_patch",
]
