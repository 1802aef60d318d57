"""Codemods as people and programs read them: all of it is said by the codemod itself and by its cases."""

from migrator.report.codemods.document import Described, codemod_document, describe
from migrator.report.codemods.markdown import codemod_markdown
from migrator.report.codemods.page import codemod_list, codemod_page

__all__ = ["Described", "codemod_document", "codemod_list", "codemod_markdown", "codemod_page", "describe"]
