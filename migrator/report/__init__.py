"""Proposals as people and programs read them. Decides nothing."""

from migrator.report.codemods import codemod_document, codemod_list, codemod_page
from migrator.report.document import plan_document
from migrator.report.page import Line, render
from migrator.report.patch import step_patch, whole_patch
from migrator.report.text import Detail, plan_page

__all__ = [
    "Detail",
    "Line",
    "codemod_document",
    "codemod_list",
    "codemod_page",
    "plan_document",
    "plan_page",
    "render",
    "step_patch",
    "whole_patch",
]
