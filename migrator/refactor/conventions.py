"""Modules whose exports a framework or a tool takes by their names, because of the place they have."""

from __future__ import annotations

import re

from migrator.refactor.decisions.ties import is_routed
from migrator.workspace import Project

# By the documentation of each: the name of the taker, and where it looks, in a package or in a folder that is deployed
# by itself. What is too wide leaves a module as it is; what is too narrow breaks it.
_TAKERS = (
    ("a tool", r"(.*/)?[^/]+\.config(\.\w+)?\.[cm]?[jt]s"),
    ("a tool", r"(.*/)?\.[\w-]+rc\.[cm]?[jt]s|(.*/)?\.(storybook|vitepress|vuepress)/.*"),
    ("Storybook", r".*\.stor(y|ies)\.[cm]?[jt]sx?"),
    ("a test runner", r"(.*/)?(global-?)?([sS]etup|[tT]eardown)\.[cm]?[jt]s|(.*/)?__mocks__/.*"),
    ("a router", r"(.*/)?(routes|pages|layouts)/.*|(.*/)?app/(root|.*_layout)\.[cm]?[jt]sx?"),
    ("a server", r"(.*/)?server/(api|routes|middleware|plugins)/.*|(.*/)?api/[^/]+\.[cm]?[jt]s"),
    ("a server", r"(.*/)?(netlify|supabase)/functions/.*"),
    ("React Email", r"(.*/)?emails?/[^/]+\.[jt]sx"),
    ("next-intl", r"(.*/)?i18n/request\.[cm]?[jt]s"),
)
_PATTERNS = [(taker, re.compile(pattern)) for taker, pattern in _TAKERS]
_NUXT = re.compile(r"(.*/)?(plugins|middleware|modules)/[^/]+\.[cm]?[jt]s")


def taker_by_place(project: Project, path: str) -> str | None:
    """Who takes exports of the module at `path`, such as `default`, without an import, as far as its place tells."""
    if is_routed(project, path):
        return "Next's router"
    owner = project.workspace.owner(path)
    if owner is not None and "nuxt" in owner.manifest.ranges and _NUXT.fullmatch(path):
        return "Nuxt"
    return next((taker for taker, pattern in _PATTERNS if pattern.fullmatch(path)), None)
