"""Packages that a bundler has to take in rather than leave to Node: sources are of no use to Node.

`noExternal` of Vite, Astro and tsup, `serverDependenciesToBundle` of Remix, `inline` of Vitest, `transpile` of Nuxt:
each a list of names and regular expressions, as their documentation has it.
"""

from __future__ import annotations

import re

from migrator.refactor.configuration.connection import Advice, Connection
from migrator.refactor.configuration.name_lists import extend_lists

_CONFIG = re.compile(r"(?!next\.)[\w.-]+\.config\.[cm]?[jt]s")
_KEYS = ("noExternal", "serverDependenciesToBundle", "inline", "transpile")


def take_in(connection: Connection) -> list[Advice]:
    """Add the target wherever the consumer's bundler takes in other packages of the workspace by name."""
    return [one for path in connection.files(_CONFIG) for one in extend_lists(connection, path, _KEYS)]
