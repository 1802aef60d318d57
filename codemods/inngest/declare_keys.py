"""Declare Inngest's keys where an app declares its environment."""

from __future__ import annotations

from typing import Final

from migrator.api import Context, Diagnostic, RefusedError, RepositoryPath, param

from ._setup.env_example import example_of, lacking_in, with_names
from ._setup.env_module import EnvModule, env_modules
from ._setup.next_app import NextApp
from ._setup.parameters import SetUpCodemod
from ._setup.turbo_env import list_for_turbo

KEYS: Final = ("INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY")
_COMMENT: Final = """\
Inngest: the first key is to send events, the second one to know that a request comes from Inngest. Both are for
production, where Inngest's dashboard has them; the Dev Server needs neither."""


class DeclareKeys(SetUpCodemod):
    """Declare Inngest's two keys: in the module that checks the environment, and in `.env.example`.

    They are optional in development, in the way that others are there. The module is one that calls `createEnv` of
    t3-env; where there is none, the example alone has them. Lists of variables in turbo.json follow. A `.env` is never
    touched.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")

    def apply(self, context: Context) -> None:
        """Add what is missing."""
        app = NextApp(context.project, self.app)
        known = set(self._check(context, app))
        path = example_of(context.tree, self.app)
        entry = context.tree.entry(path)
        if entry is not None and not entry.mode.is_file:
            raise RefusedError(f"{path} is a {entry.mode.name.lower()}", hint="declare the keys there by hand")
        source = context.tree.read(path) if entry is not None else b""
        lacking = lacking_in(source, KEYS)
        if lacking:
            context.tree.write(path, with_names(source, lacking, _COMMENT))
        list_for_turbo(context.tree, self.app, known, KEYS)

    def _check(self, context: Context, app: NextApp) -> tuple[str, ...]:
        """Have the app's own module check the keys; answers the names that it checked before."""
        own = list(env_modules(context.project, app.sources))
        found = [one for one in own if one.server is not None]
        if len(found) > 1:
            found = [one for one in found if one.module.path.rpartition("/")[2].partition(".")[0] == "env"] or found[:1]
        if not found:
            for one in (*(one for one in own if not one.is_written_out), *self._elsewhere(context, app)):
                self._leave(context, one)
            return ()
        checked = found[0]
        lacking = checked.lacking(KEYS)
        edits = checked.edits(lacking) if lacking else []
        if edits is None:
            self._leave(context, checked)
        else:
            context.edit(checked.module.path, edits)
        return checked.names

    def _elsewhere(self, context: Context, app: NextApp) -> list[EnvModule]:
        """The modules of workspace packages that check the environment, of those that the app depends on."""
        workspace = context.project.workspace
        folders = [one.folder for one in workspace.packages if one.name in app.manifest.ranges]
        paths = [path for path in context.project.sources if any(path.startswith(f"{one}/") for one in folders)]
        return [one for one in env_modules(context.project, paths) if one.server is not None and one.lacking(KEYS)]

    def _leave(self, context: Context, checked: EnvModule) -> None:
        node = checked.server or checked.options
        lines = " and ".join(f"`{name}{checked.entry() or ': ..., optional'}`" for name in KEYS)
        context.report(
            Diagnostic(
                "left-to-do",
                "warning",
                f"{' and '.join(KEYS)} are not checked with the other variables",
                checked.module.path,
                node.position.line,
                hint=f"write {lines}, if this module is the one to check them",
            )
        )
