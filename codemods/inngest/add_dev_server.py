"""A script that starts Inngest's Dev Server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from migrator.api import Context, JsonDocument, RefusedError, RepositoryPath, param
from migrator.api import matchers as m

from ._setup.middlewares import ENDPOINT
from ._setup.next_app import NextApp
from ._setup.parameters import SetUpCodemod

SCRIPT: Final = "dev:inngest"
_OUT_OF_PATTERNS: Final = "inngest:dev"
"""Its name where a script runs all `dev:*`: that would start it, too, and end with it."""
_STARTS_IT = re.compile(r"\binngest(-cli)?(@\S+)?\s+dev\b")
_PORT = re.compile(r"(?:\s(?:-p|--port)[ =]|\bPORT=)(\d+)")
_NEXT_CONFIG = re.compile(r"next\.config\.(ts|mts|mjs|js|cjs)")


class AddDevServer(SetUpCodemod):
    """Add a script that starts Inngest's Dev Server beside the app's `dev`; its dashboard is at port 8288.

    It names the address at which `dev` serves the functions. A script that starts the Dev Server already is enough.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")

    def apply(self, context: Context) -> None:
        """Add it."""
        app = NextApp(context.project, self.app)
        own = _scripts(app.manifest.value)
        root = context.project.workspace.root
        others = _scripts(root.manifest.value) if root is not None else {}
        if any(_STARTS_IT.search(text) for text in (*own.values(), *others.values())):
            return
        name = _OUT_OF_PATTERNS if any("dev:*" in text for text in own.values()) else SCRIPT
        if name in own:
            raise RefusedError(
                f"{app.manifest.path} has another script {name!r}: {own[name]}", hint="give it another name first"
            )
        address = f"{_origin(own)}{_base_path(app)}{ENDPOINT}"
        # It is a binary that a script of the package fetches, which a setting may keep from running.
        command = f"npx --ignore-scripts=false inngest-cli@latest dev -u {address}"
        document = JsonDocument.parse(context.tree.read(app.manifest.path), app.manifest.path)
        names = list(own)
        behind = names[names.index("dev") + 1 :] if "dev" in names else []
        edited = document.with_value(("scripts", name), command, before=behind[0] if behind else None)
        context.tree.write(app.manifest.path, edited.source)


def _scripts(manifest: Mapping[str, Any]) -> dict[str, str]:
    found = manifest.get("scripts")
    return {name: text for name, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}


def _origin(scripts: Mapping[str, str]) -> str:
    """Where the script serves the app that starts Next for development, `dev` above all others."""
    texts = [text for name, text in scripts.items() if name == "dev" or "next dev" in text]
    text = max(texts, key=lambda one: "next dev" in one, default="")
    port = _PORT.search(f" {text}")
    scheme = "https" if "--experimental-https" in text else "http"
    return f"{scheme}://localhost:{port.group(1) if port is not None else 3000}"


def _base_path(app: NextApp) -> str:
    """What Next's configuration has every path start with; mostly nothing."""
    for path in app.sources:
        inner = app.inner(path)
        if _NEXT_CONFIG.fullmatch(inner):
            wanted = m.pair("basePath", m.capture("value", m.string()))
            for found in m.extract_all(app.project.module(path), wanted):
                return (found["value"].string_value or "").rstrip("/")
    return ""
