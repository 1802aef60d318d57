"""Modules whose exports a framework or a tool takes by their names, because of the place they have."""

from __future__ import annotations

import re

from migrator.refactor.decisions.ties import is_routed
from migrator.workspace import Project

# By the documentation of each: the name of the taker, and where it looks in a package.
_TAKERS = (
    ("a tool", r"(.*/)?[^/]+\.config(\.\w+)?\.[cm]?[jt]s"),
    ("a tool", r"(.*/)?\.[\w-]+rc\.[cm]?[jt]s|(.*/)?\.(storybook|vitepress|vuepress)/.*"),
    ("Storybook", r".*\.stor(y|ies)\.[cm]?[jt]sx?"),
    ("a test runner", r"(.*/)?(global-?)?([sS]etup|[tT]eardown)\.[cm]?[jt]s|(.*/)?__mocks__/.*"),
    ("a router", r"((src|app|src/app)/)?(routes|pages|layouts)/.*|(src/)?app/(root|.*_layout)\.[cm]?[jt]sx?"),
    ("a server", r"(src/)?server/(api|routes|middleware|plugins)/.*|(.*/)?(netlify|supabase)/functions/.*|api/.*"),
    ("Nuxt", r"((src|app)/)?(plugins|middleware|modules)/[^/]+\.[cm]?[jt]s"),
    ("React Email", r"(.*/)?emails?/[^/]+\.[jt]sx"),
    ("next-intl", r"(src/)?i18n/request\.[cm]?[jt]s"),
)
_PATTERNS = [(taker, re.compile(pattern)) for taker, pattern in _TAKERS]


def taker_by_place(project: Project, path: str) -> str | None:
    """Who takes exports of the module at `path`, such as `default`, without an import, as far as its place tells."""
    if is_routed(project, path):
        return "Next's router"
    owner = project.workspace.owner(path)
    inner = path.removeprefix(f"{owner.folder}/") if owner is not None and owner.folder else path
    return next((taker for taker, pattern in _PATTERNS if pattern.fullmatch(inner)), None)
