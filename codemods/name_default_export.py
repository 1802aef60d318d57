"""Turn default exports into named ones."""

from __future__ import annotations

from dataclasses import replace

from migrator.api import (
    Codemod,
    Context,
    Diagnostic,
    Export,
    Identifier,
    Module,
    Project,
    RepositoryPath,
    default_of,
    doubts,
    is_taken,
    local_of,
    named_default,
    own_name,
    param,
    published_as,
    rename_exports,
    selected_modules,
    taker_by_place,
    unreadable,
    usual_name,
)


class NameDefaultExport(Codemod):
    """Turn default exports into named ones, with their importers; a default that somebody else needs stays.

    The name is the declaration's own, else the one that most importers give it. What importers call it stays.
    A default stays, and is reported with the reason, where a framework or a tool takes it, where nothing in the
    repository does, where the module is taken as a whole (other than by `lazy` and `dynamic`), and where the name means
    something else.
    """

    modules: RepositoryPath = param("A module, a folder, or a glob of modules.", example="apps/web/src/components")
    name: Identifier | None = param(
        "The name of what has none of its own; without it, what most importers call it.", default=None, example="Button"
    )

    def apply(self, context: Context) -> None:
        """Find out which defaults can have a name, and give it to them."""
        project, named = context.project, dict[tuple[str, str], str]()
        for module in map(project.module, selected_modules(project, self.modules)):
            default = default_of(module)
            if default is not None:
                name = own_name(project, module, default) or self.name or usual_name(project, module)
                why = _why_it_stays(project, module, default, name)
                if why:
                    context.report(Diagnostic.at(module, default.span.start, "default-stays", "warning", why))
                else:
                    named[module.path, "default"] = name
        while doubtful := list(doubts(project, named)):
            for path, doubt in doubtful:
                hint = f"the default export of {path} stays"
                context.report(replace(doubt, code="default-stays", severity="warning", hint=hint))
                named.pop((path, "default"), None)
        for (path, _), name in named.items():
            context.edit(path, named_default(project.module(path), name))
        rename_exports(context, named)


def _why_it_stays(project: Project, module: Module, default: Export, name: str) -> str:
    """Why a default export has to stay one; empty where it need not."""
    taker = taker_by_place(project, module.path)
    local = local_of(module, default)
    binding = module.bindings.top_level.get(local or "")
    if taker is not None:
        return f"{taker} takes the default export of this module"
    if published_as(project, module.path) is not None:
        return f"it is published, as {published_as(project, module.path)}"
    if not is_taken(project, module.path, "default"):
        return "nothing in the repository takes it, so that a framework or a tool may"
    if (
        unreadable(module, name or "default", "default")
        or b"@" in default.span.of(module.source).partition(b"class")[0]
    ):
        return "it can't be read for certain"
    if not name:
        return "it has no name, and nobody gives it one: say which with `name`"
    if local is None and not default.listed and module.bindings.taken(name) is not None:
        return f"{name} means something else in this module"
    if binding is not None and binding.kind in ("let", "var") and not default.listed:
        return f"{name} may have another value later, and a default export has the one of now"
    return ""
