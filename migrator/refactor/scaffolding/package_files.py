"""Files of a new package beside its code: settings of its tools, a README, what every sibling has a copy of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from migrator.refactor.scaffolding.package_config import copy_tsconfig
from migrator.refactor.scaffolding.package_manifest import Draft
from migrator.refactor.scaffolding.package_scripts import Script
from migrator.refactor.scaffolding.settings import SETTINGS, TSCONFIG, for_another, settings_of, words_of
from migrator.tree import Overlay
from migrator.workspace import Package, Project, matching_paths

_LINTERS = ("eslint", "biome")
# No CHANGELOG: that is written with the first release. A LICENSE is copied where all of them are the same.
_SAME_EVERYWHERE = re.compile(r"(LICEN[CS]E(\.\w+)?|\.gitignore|\.npmignore|\.(eslint|prettier)ignore)", re.IGNORECASE)


def linter_settings(project: Project, model: Package, family: Sequence[Package]) -> dict[str, Package]:
    """The model's settings of linters that at least half of the siblings have in their own folder, run or not."""
    found: dict[str, Package] = {}
    for tool in _LINTERS:
        of = {one.folder: matching_paths(project.tree, f"{one.folder}/{SETTINGS[tool]}") for one in (model, *family)}
        having = sum(bool(of[one.folder]) for one in family)
        if 2 * having >= len(family):
            found |= {path: model for path in of[model.folder] if for_another(project, tool, path) is not None}
    return found


def copy_settings(
    project: Project, tree: Overlay, draft: Draft, kept: Mapping[str, Script], extra: Mapping[str, Package]
) -> None:
    """The files that the kept scripts need: the settings of the tools they run, and the tsconfigs that either names."""
    scripts = [(one.origin, one.text) for one in kept.values()]
    files = [(tool, path, origin) for origin, text in scripts for tool, path in settings_of(project, origin, text)]
    files += [("", path, origin) for path, origin in extra.items()]
    tsconfigs = {(name, origin) for origin, text in scripts for name in words_of(text) if TSCONFIG.fullmatch(name)}
    for tool, path, origin in files:
        content = for_another(project, tool, path)
        if content is None:
            continue
        names = TSCONFIG.finditer(content.decode("utf-8", "replace"))
        tsconfigs |= {(found.group(), origin) for found in names}
        tree.write(draft.folder + path.removeprefix(origin.folder), _renamed(content, origin, draft))
    for name, origin in sorted(tsconfigs, key=lambda one: (one[0], one[1].folder)):
        if name != "tsconfig.json" and tree.entry(f"{draft.folder}/{name}") is None:
            copy_tsconfig(project, tree, draft.folder, origin, name)


def _renamed(content: bytes, origin: Package, draft: Draft) -> bytes:
    """Settings under the new package's name, where they have one: `name: "db"`."""
    short, new = origin.folder.rpartition("/")[2].encode(), draft.folder.rpartition("/")[2].encode()
    named = rb"(\bname\s*:\s*[\"'])" + re.escape(short) + rb"(?=[\"'])"
    return re.sub(named, lambda found: bytes(found[1] + new), content)


def write_papers(project: Project, tree: Overlay, draft: Draft, family: Sequence[Package], newline: bytes) -> None:
    """A README where all siblings have one; whatever else all of them have with the same content."""
    if not family:
        return
    folders = [{name.lower(): name for name in _names(project, one.folder)} for one in family]
    shared = set(folders[0]).intersection(*folders[1:])
    if "readme.md" in shared:
        tree.write(f"{draft.folder}/{folders[0]['readme.md']}", _readme(draft).replace("\n", newline.decode()).encode())
    for lowered in sorted(shared):
        paths = [f"{one.folder}/{names[lowered]}" for one, names in zip(family, folders, strict=True)]
        if not _SAME_EVERYWHERE.fullmatch(folders[0][lowered]):
            continue
        entries = [project.tree.entry(path) for path in paths]
        if all(one is not None and one.mode.is_file for one in entries):
            content = project.tree.read(paths[0])
            if all(project.tree.read(path) == content for path in paths[1:]):
                tree.write(f"{draft.folder}/{folders[0][lowered]}", content)


def _readme(draft: Draft) -> str:
    holds = f"{draft.description}\n\n" if draft.description else ""
    return f"# {draft.name}\n\n{holds}`package.json` lists under `exports` what can be imported from `{draft.name}`.\n"


def _names(project: Project, folder: str) -> list[str]:
    prefix = folder + "/"
    found = (path.removeprefix(prefix) for path in project.tree.paths() if path.startswith(prefix))
    return [name for name in found if "/" not in name]
