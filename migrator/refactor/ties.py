"""What ties a module to its app, so that it can't be taken along to a package without somebody's word.

Facts about Next.js are those of its documentation: the special files of the app and pages routers, `"use client"`
and `"use server"`, `server-only` and `client-only`, `next/*`.
"""

from __future__ import annotations

import re
from itertools import takewhile

from migrator.syntax import Module, is_source
from migrator.workspace import Project, Unresolved, is_relative

_SPECIAL = re.compile(
    r"(src/)?app/(.*/)?(page|layout|route|loading|error|global-error|not-found|template|default|opengraph-image"
    r"|twitter-image|icon|apple-icon|sitemap|robots|manifest)\.[cm]?[jt]sx?"
    r"|(src/)?pages/.*|(src/)?(middleware|proxy|instrumentation)\.[cm]?[jt]sx?"
)
_ENVIRONMENT = re.compile(
    r"(^|/)env(\.(server|client|mjs))?\.[cm]?[jt]sx?$|(^|/)env/(index|server|client)\.[cm]?[jt]sx?$"
)
_GENERATED = re.compile(r"(^|/)(generated|__generated__|\.prisma|gen)/|\.(gen|generated)\.[cm]?[jt]sx?$")
_GENERATED_MARK = re.compile(r"@generated\b|DO NOT (EDIT|MODIFY)\b|[Aa]utomatically generated|[Aa]uto-generated")
_INJECTED = re.compile(rb"^\s*@(Controller|Injectable|Module|Resolver|Processor)\(", re.MULTILINE)
_ONLY = ("server-only", "client-only")
_JSX = ("jsx_element", "jsx_self_closing_element")


def tie(project: Project, path: str) -> str | None:
    """The reason why the module at `path` belongs to its app; None where nothing in it does."""
    if not is_source(path):
        # Data may come along; never the app's own manifest, or what it serves from outside its source.
        is_manifest = path.rpartition("/")[2] == "package.json"
        return "it is the app's manifest" if is_manifest else _outside(project, path)
    module = project.module(path)
    for directive in ("use server", "use client"):
        if directive in module.directives:
            return f'it says "{directive}"'
    packages = {edge.reference.package for edge in project.graph.edges_from(path) if edge.reference.package}
    for name in _ONLY:
        if name in packages:
            return f"it imports {name}"
    owner = project.workspace.owner(path)
    inner = path.removeprefix(f"{owner.folder}/") if owner is not None and owner.folder else path
    if _SPECIAL.fullmatch(inner):
        return "it is a file of Next's router"
    if "next" in packages:
        return "it imports next"
    if _ENVIRONMENT.search(path) or "createEnv" in module.bindings.imports:
        return "it is the app's environment"
    if _GENERATED.search(path) or _GENERATED_MARK.search(_head(module)):
        return "it is generated"
    if _INJECTED.search(module.source):
        return "its dependencies are injected"
    if path.rpartition(".")[2] in ("tsx", "jsx", "js") and any(True for _ in module.root.descendants(*_JSX)):
        return "it is a component"
    absent = missing(project, path)
    return f"it imports {absent}, which is not in the repository" if absent else _outside(project, path)


def _head(module: Module) -> str:
    """The comments above the first statement, which is where generators sign."""
    comments = takewhile(lambda node: node.kind == "comment", module.root.children)
    return "\n".join(node.text for node in comments)


def missing(project: Project, path: str) -> str | None:
    """A specifier of `path` that means a file of its own package which is not in the tree: one that is generated, say.

    Whoever moves it to another package can't tell what it should say there. None where there is no such specifier.
    """
    config = project.resolver.config(path)
    for edge in project.graph.edges_from(path):
        if not isinstance(edge.resolution, Unresolved) or not edge.loads:
            continue
        specifier = edge.reference.specifier
        if is_relative(specifier) or specifier.startswith("#") or (config is not None and config.alias(specifier)):
            return specifier
    return None


def _outside(project: Project, path: str) -> str | None:
    """Whether an app that keeps its source in `src` has this module elsewhere."""
    owner = project.workspace.owner(path)
    source = f"{owner.folder}/src/" if owner is not None and owner.folder else "src/"
    if project.tree.is_folder(source.rstrip("/")) and not path.startswith(source):
        return "it lies outside the app's source"
    return None
