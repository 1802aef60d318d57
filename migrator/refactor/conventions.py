"""Modules whose default export a framework or a tool takes, because of the place they have."""

from __future__ import annotations

import re

from migrator.refactor.decisions.ties import is_routed
from migrator.workspace import Project

# By the documentation of each: the name of the taker, and where it looks.
_TAKERS = (
    ("a tool", r"(^|/)[^/]+\.config(\.\w+)?\.[cm]?[jt]s$"),
    ("a tool", r"(^|/)\.[\w-]+rc\.[cm]?[jt]s$|(^|/)\.(storybook|vitepress|vuepress)/"),
    ("Storybook", r"\.stor(y|ies)\.[cm]?[jt]sx?$"),
    ("a test runner", r"(^|/)(global-?)?([sS]etup|[tT]eardown)\.[cm]?[jt]s$|(^|/)__mocks__/"),
    ("a router", r"(^|/)(routes|pages|layouts)/|(^|/)app/(root|.*_layout)\.[cm]?[jt]sx?$"),
    ("a server", r"(^|/)server/(api|routes|middleware|plugins)/|(^|/)(netlify|functions)/|(^|/)api/[^/]+\.[cm]?[jt]s$"),
    ("Nuxt", r"(^|/)(plugins|middleware|modules)/[^/]+\.[cm]?[jt]s$"),
    ("React Email", r"(^|/)emails?/[^/]+\.[jt]sx$"),
    ("next-intl", r"(^|/)i18n/request\.[cm]?[jt]s$"),
)
_PATTERNS = [(taker, re.compile(pattern)) for taker, pattern in _TAKERS]


def taker_of_default(project: Project, path: str) -> str | None:
    """Who takes the default export of the module at `path` without importing it by name, as far as its place tells."""
    if is_routed(project, path):
        return "Next's router"
    return next((taker for taker, pattern in _PATTERNS if pattern.search(path)), None)
