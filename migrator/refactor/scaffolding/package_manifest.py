"""The manifest of a new package: the fields that its siblings have, in the order of the one it is modelled on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from migrator.refactor.configuration.entry_point import in_the_form_of
from migrator.refactor.dependencies.ranges import rebased, usual_range, workspace_range
from migrator.refactor.scaffolding.package_scripts import DECLARED_TOOLS, Script, jest_field, runner_of, tools_started
from migrator.refactor.scaffolding.settings import for_another, packages_named, settings_of
from migrator.refactor.scaffolding.sibling import scripts
from migrator.tree import lies_in
from migrator.workspace import Package, Project

# Not `publishConfig`: see `private`.
_COPIED = ("private", "type", "license", "engines", "author", "homepage", "bugs", "repository", "prettier")
_LACKING = ("license", "engines")
_SOURCE = re.compile(r"\bsrc/|(?<!\.d)\.[cm]?tsx?\"")
_WRITTEN = re.compile(r"(\./)?(dist|build|lib|out|src)(/.*)?|README(\.md)?|!.*|\*.*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A package to be made.

    folder       where
    name         its name
    model        the package that it is modelled on; None for the sibling that fits best
    exports      subpath of an entry point -> the module that it leads to, from the package's folder
    code_from    the folder or module that will come here, if there is one: it goes on being checked as it was
    along        further ones
    description  what the package holds, written where siblings say that of themselves
    """

    folder: str
    name: str
    model: Package | None = None
    exports: Mapping[str, str] = field(default_factory=dict)
    code_from: str | None = None
    along: Sequence[str] = ()
    description: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The folders and modules whose code will come."""
        return (self.code_from, *self.along) if self.code_from is not None else ()


def write_manifest(
    project: Project,
    draft: Draft,
    model: Package | None,
    family: Sequence[Package],
    kept: Mapping[str, Script],
    extra: Mapping[str, Package],
    *,
    pure: bool,
) -> dict[str, Any]:
    """The manifest's value. `kept` are its scripts, `extra` files of settings beside those that these need.

    `pure` says that no module that will come does something on being imported.
    """
    like = model.manifest.value if model else {"version": "", "private": True, "type": "module"}
    # An app's code is nobody's to publish, whatever its new siblings are.
    private = draft.code_from is not None or all(one.manifest.value.get("private") is True for one in family)
    builds = model is not None and does_build(model, kept)
    manifest: dict[str, Any] = {"name": draft.name}
    for name, value in like.items():
        if name == "version":
            manifest["version"] = _version(family)
            if private:
                manifest["private"] = True
        elif name == "description" and draft.description and all("description" in one.manifest.value for one in family):
            manifest["description"] = draft.description
        elif name == "files":
            if builds and isinstance(value, list):
                manifest["files"] = [one for one in value if isinstance(one, str) and _WRITTEN.fullmatch(one)]
        elif name == "sideEffects":
            if pure and claims_purity(family):
                manifest["sideEffects"] = False
        elif name in _COPIED and _is_usual(family, name, value, model):
            manifest.setdefault(name, _own(value, model, draft))
        elif name in ("main", "module", "types") and isinstance(value, str):
            manifest[name] = in_the_form_of(value if builds else None, "src/index.ts")
        elif name == "exports":
            manifest["exports"] = {}
        elif name == "scripts":
            manifest["scripts"] = {name: script.text for name, script in kept.items()}
    if pure and claims_purity(family):
        manifest.setdefault("sideEffects", False)
    if kept:
        manifest.setdefault("scripts", {name: script.text for name, script in kept.items()})
    _add_jest(manifest, kept)
    for name in _LACKING:
        values = Counter(json.dumps(one.manifest.value.get(name)) for one in family)
        if name not in manifest and values and 2 * max(values.values()) > len(family):
            usual = json.loads(values.most_common(1)[0][0])
            manifest |= {name: usual} if usual is not None else {}
    if private:
        manifest.setdefault("private", True)
    manifest.setdefault("exports", {})
    if draft.code_from is not None and _ignores_exports(project, draft.code_from):
        # TypeScript's documentation of `typesVersions`: subpaths for those who resolve without `exports`. The mapping
        # holds for `main` as well, so it needs the path as it is, too.
        manifest.setdefault("main", "./src/index.ts")
        manifest["typesVersions"] = {"*": {"*": ["./src/*", "./src/*/index.ts", "./*"]}}
    tools = _tools(project, draft, model, kept, extra, manifest)
    if tools:
        manifest["devDependencies"] = tools
    return {name: value for name, value in manifest.items() if value not in ({}, []) or name == "exports"}


def does_build(model: Package, kept: Mapping[str, Script]) -> bool:
    """Whether a package like `model` is imported as what a build makes of it; `kept` are its scripts."""
    # Entry points in a build are of no use without what builds them.
    return offers_build(model) and ("build" not in scripts(model) or "build" in kept)


def offers_build(package: Package) -> bool:
    """Whether the entry points of a package are what a build makes of its sources."""
    value = package.manifest.value
    entries = json.dumps([value[name] for name in ("main", "module", "exports") if name in value])
    return entries != "[]" and not _SOURCE.search(entries)


def claims_purity(family: Sequence[Package]) -> bool:
    """Whether most siblings say that importing them does nothing: `"sideEffects": false`."""
    claiming = sum(one.manifest.value.get("sideEffects") is False for one in family)
    return claiming > 0 and 2 * claiming >= len(family)


def _is_usual(family: Sequence[Package], name: str, value: Any, model: Package | None) -> bool:
    """Whether at least half of the siblings have the field; what identifies somebody, with the same value."""
    if model is None or name in ("private", "type"):
        return True
    if name in ("author", "homepage", "bugs", "repository"):
        same = [one for one in family if _own(one.manifest.value.get(name), one, None) == _own(value, model, None)]
        return bool(value) and 2 * len(same) > len(family)
    return 2 * sum(name in one.manifest.value for one in family) >= len(family)


def _own(value: Any, origin: Package | None, draft: Draft | None) -> Any:
    """A field of `origin` as the new package has it: with its own folder as the `directory` of a repository."""
    if origin is not None and isinstance(value, dict) and value.get("directory") == origin.folder:
        return {**value, "directory": draft.folder if draft is not None else ""}
    return value


def _add_jest(manifest: dict[str, Any], kept: Mapping[str, Script]) -> None:
    """The settings that Jest has in the manifest, where a script that came along needs them."""
    for script in kept.values():
        settings = jest_field(script.origin) if runner_of(script.text) == "jest" else None
        if settings is not None:
            manifest.setdefault("jest", settings)


def _ignores_exports(project: Project, folder: str) -> bool:
    """Whether the app's TypeScript resolves modules as before there were `exports`."""
    config = project.resolver.config(f"{folder}/index.ts")
    resolution = str(config.compiler_options.get("moduleResolution", "")).lower() if config is not None else ""
    return resolution in ("node", "node10", "classic")


def _version(family: Sequence[Package]) -> str:
    versions = Counter(package.manifest.version for package in family)
    (version, _), *others = versions.most_common() or [(None, 0)]
    return version if version is not None and not others else "0.0.0"


def _tools(
    project: Project,
    draft: Draft,
    model: Package | None,
    kept: Mapping[str, Script],
    extra: Mapping[str, Package],
    manifest: Mapping[str, Any],
) -> dict[str, str]:
    """The development dependencies that the tsconfig extends, the scripts run, or the settings of either name."""
    if model is None:
        return {}
    tools: dict[str, str] = {}
    config = project.workspace.files.document(f"{model.folder}/tsconfig.json")
    extends = config.get("extends") if config else None
    bases = {one for one in (extends if isinstance(extends, list) else [extends]) if isinstance(one, str)}
    effective = project.resolver.config(f"{model.folder}/src/index.ts")
    listed = effective.compiler_options.get("types") if effective else None
    listed = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    types = {name for one in listed for name in (one, f"@types/{one}")}
    prettier = manifest.get("prettier")
    named = {model.folder: types | {"typescript"} | ({prettier} if isinstance(prettier, str) else set())}
    for script in kept.values():
        found = tools_started(script.text)
        for tool, path in settings_of(project, script.origin, script.text):
            found |= packages_named(for_another(project, tool, path) or b"")
        if "--coverage" in script.text:
            found |= {"@vitest/coverage-v8", "@vitest/coverage-istanbul"}
        if "jest" in found:
            found |= {"@types/jest", *packages_named(json.dumps(manifest.get("jest", {})).encode())}
        named.setdefault(script.origin.folder, set()).update(found)
    for path, origin in extra.items():
        named.setdefault(origin.folder, set()).update(packages_named(project.tree.read(path)))
    for package in (model, *(one for one in _origins(kept, extra) if one != model)):
        wanted = named.get(package.folder, set())
        for kind in ("devDependencies", "dependencies"):
            for name, range_ in package.manifest.dependencies(kind).items():
                extended = package == model and any(lies_in(base, name) for base in bases)
                declared = kind == "devDependencies" or name in ("vitest", "jest", "typescript", "eslint")
                if name not in tools and name != draft.name and declared and (name in wanted or extended):
                    tools[name] = _range(project, draft.folder, package, name, range_)
    for script in kept.values():
        for name in tools_started(script.text) & DECLARED_TOOLS:
            # A tool that the others find because some package has it installed.
            usual = usual_range(project.workspace, model, name) if name not in _installed(project, script) else None
            if usual is not None:
                tools.setdefault(name, usual)
    return dict(sorted(tools.items())) if sorted(tools) != list(tools) else tools


def _installed(project: Project, script: Script) -> set[str]:
    """What the package that has the script declares, and what the root does."""
    root = project.workspace.root
    return {*script.origin.manifest.ranges, *(root.manifest.ranges if root is not None else ())}


def _origins(kept: Mapping[str, Script], extra: Mapping[str, Package]) -> list[Package]:
    return list({one.folder: one for one in (*(script.origin for script in kept.values()), *extra.values())}.values())


def _range(project: Project, folder: str, origin: Package, name: str, range_: str) -> str:
    member = project.workspace.by_name(name)
    known = workspace_range(project.workspace, folder, member) if member else range_
    return rebased(range_, origin.folder, folder) if range_ != known else known
