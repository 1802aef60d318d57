"""What ties a module to its app, so that it can't be taken along to a package without somebody's word.

Facts about Next.js are those of its documentation: the special files of the app and pages routers, the directives
`"use client"`, `"use server"` and `"use cache"`, `server-only` and `client-only`, `next/*`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from migrator.syntax import Module, is_importer, is_source
from migrator.workspace import Project, Unresolved, is_relative

_SPECIAL = re.compile(
    r"(src/)?app/(.*/)?(page|layout|route|loading|error|global-error|not-found|template|default|opengraph-image"
    r"|twitter-image|icon|apple-icon|sitemap|robots|manifest)\.[cm]?[jt]sx?|(src/)?app/(.*/)?page\.mdx"
    r"|(src/)?pages/.*|(src/)?(middleware|proxy|instrumentation)\.[cm]?[jt]sx?"
)
_OTHER_FRAMEWORKS = ("vite", "astro", "nuxt", "@sveltejs/kit", "@tanstack/react-start", "@remix-run/react", "express")
_ENVIRONMENT = re.compile(
    r"(^|/)env(\.(server|client|mjs))?\.[cm]?[jt]sx?$|(^|/)env/(index|server|client)\.[cm]?[jt]sx?$"
)
_GENERATED = re.compile(r"(^|/)(generated|__generated__|\.prisma|gen)/|\.(gen|generated)\.[cm]?[jt]sx?$")
_GENERATED_MARK = re.compile(r"@generated\b|DO NOT (EDIT|MODIFY)\b|[Aa]utomatically generated|[Aa]uto-generated")
_INJECTED = re.compile(rb"^\s*@(Controller|Injectable|Module|Resolver|Processor)\(", re.MULTILINE)
_ONLY = ("server-only", "client-only")
_DIRECTIVE = re.compile("use (server|client|cache(: ?[a-z]+)?)")
_MAY_BE_INLINE = re.compile(rb"""["']use (server|cache)""")
_FUNCTIONS = (
    "function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    "generator_function_declaration",
    "generator_function",
)
_JSX = ("jsx_element", "jsx_self_closing_element")


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a module belongs to its app. One that is `for_good` works at its place only: nobody's word takes it along."""

    reason: str
    for_good: bool = False


class Ties:
    """The ties of a project's modules, each found out once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[str, Tie | None] = {}

    def of(self, path: str) -> Tie | None:
        """What ties the module at `path` to its app; None where nothing in it does."""
        if path not in self._found:
            self._found[path] = _tie(self._project, path)
        return self._found[path]


def _tie(project: Project, path: str) -> Tie | None:
    if not is_importer(path):
        # Data may come along; never the app's own manifest, or what it serves from outside its source.
        is_manifest = path.rpartition("/")[2] == "package.json"
        return Tie("it is the app's manifest", for_good=True) if is_manifest else _outside(project, path)
    if is_routed(project, path):
        return Tie("it is a file of Next's router", for_good=True)
    # What compiles a host is the app's.
    reason = _reason(project, path) if is_source(path) else "it is a component"
    absent = missing(project, path)
    if absent is not None:
        return Tie(reason or f"it imports {absent}, which is not in the repository", for_good=True)
    return Tie(reason) if reason is not None else _outside(project, path)


def _reason(project: Project, path: str) -> str | None:
    module = project.module(path)
    directive = _directive(module)
    if directive is not None:
        return directive
    packages = {edge.reference.package for edge in project.graph.edges_from(path) if edge.reference.package}
    for name in _ONLY:
        if name in packages:
            return f"it imports {name}"
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
    return None


def _directive(module: Module) -> str | None:
    """A directive that only the app's compiler heeds: at the top, or (not `use client`) at the top of a function."""
    for directive in module.directives:
        if _DIRECTIVE.fullmatch(directive):
            return f'it says "{directive}"'
    if not _MAY_BE_INLINE.search(module.source):
        return None
    for block in module.root.descendants("statement_block"):
        if block.parent is None or block.parent.kind not in _FUNCTIONS:
            continue
        for statement in block.children:
            if statement.kind == "comment":
                continue
            only = statement.children[0] if statement.kind == "expression_statement" and statement.children else None
            if only is None or only.kind != "string":
                break
            if _DIRECTIVE.fullmatch(only.string_value or "") and only.string_value != "use client":
                return f'it says "{only.string_value}" in line {module.position(only.span.start).line}'
    return None


def is_routed(project: Project, path: str) -> bool:
    """Whether Next's router finds the module by its path, so that it works nowhere else."""
    owner = project.workspace.owner(path)
    ranges = owner.manifest.ranges if owner is not None else {}
    if "next" not in ranges and any(name in ranges for name in _OTHER_FRAMEWORKS):
        return False  # A folder `pages` or a file `middleware.ts` means nothing there.
    inner = path.removeprefix(f"{owner.folder}/") if owner is not None and owner.folder else path
    return _SPECIAL.fullmatch(inner) is not None


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
        specifier, package = edge.reference.specifier, edge.reference.package
        if package is not None and project.workspace.by_name(package) is not None:
            continue  # It means the same wherever the module is.
        if is_relative(specifier) or specifier.startswith("#") or (config is not None and config.alias(specifier)):
            return specifier
    return None


def _outside(project: Project, path: str) -> Tie | None:
    """The tie of a module that an app which keeps its source in `src` has elsewhere."""
    owner = project.workspace.owner(path)
    source = f"{owner.folder}/src/" if owner is not None and owner.folder else "src/"
    if project.tree.is_folder(source.rstrip("/")) and not path.startswith(source):
        return Tie("it lies outside the app's source")
    return None
