"""What Jest takes for tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from migrator.api import Project, directory_of, join

from .call import Call
from .selection import Selection, expression, texts
from .settings import REST, UNKNOWN, settings_of

_USUAL: Final = ("**/__tests__/**/*.[jt]s?(x)", "**/?(*.)+(spec|test).[jt]s?(x)")
_CONFIG: Final = re.compile(r"jest\.config\.([cm]?[jt]s|json)")
#: Presets that say how sources are read, and not which of them are tests.
_HARMLESS: Final = re.compile(r"ts-jest(/.*)?|@swc/jest|jest-expo(/.*)?|react-native|@shelf/jest-mongodb")


def jest_selections(project: Project, home: str, call: Call) -> Iterator[Selection]:
    """What is certainly taken, where Jest is started in the folder `home`."""
    config = config_of(project, home, call)
    settings = _settings(project, config) if config is not None else {}
    if isinstance(settings, Mapping):
        yield from _selected(project, directory_of(config) if config is not None else home, settings, call)


def config_of(project: Project, home: str, call: Call) -> str | None:
    """The file that has Jest's settings where it is started in `home`, be it the manifest; None where there is none."""
    named = call.options.get("config")
    if named is not None:
        return join(home, named)
    found = sorted(
        path
        for path in project.tree.paths()
        if directory_of(path) == home and _CONFIG.fullmatch(path.rpartition("/")[2])
    )
    manifest = project.workspace.manifest(home)
    own = manifest is not None and "jest" in manifest.value
    return next(iter(found), manifest.path if own and manifest is not None else None)


def _settings(project: Project, config: str) -> object:
    """The settings, with those of a preset beneath; UNKNOWN where they, or what the preset takes, can't be told."""
    written = settings_of(project, config) if project.tree.entry(config) is not None else UNKNOWN
    if isinstance(written, Mapping) and config.endswith("package.json"):
        written = written.get("jest", UNKNOWN)
    if not isinstance(written, Mapping) or REST in written or "projects" in written:
        return UNKNOWN
    preset = written.get("preset")
    if preset is None or "testMatch" in written or "testRegex" in written:
        return written
    if not isinstance(preset, str) or _HARMLESS.fullmatch(preset):
        return written if isinstance(preset, str) else UNKNOWN
    there = next((path for path in _files(project, preset, directory_of(config)) if project.tree.entry(path)), None)
    beneath = _settings(project, there) if there is not None else UNKNOWN
    return {**beneath, **written} if isinstance(beneath, Mapping) else UNKNOWN


def _files(project: Project, preset: str, folder: str) -> Iterator[str]:
    """Where a preset may be that is in the repository: a file beside the settings, or in a package of the workspace."""
    scope, *rest = preset.split("/")
    name = "/".join([scope, *rest[:1]]) if scope.startswith("@") else scope
    package = project.workspace.by_name(name)
    inner = f".{preset.removeprefix(name)}/jest-preset"
    place = join(folder, preset) if preset.startswith(".") else join(package.folder, inner) if package else None
    for ending in ("", ".json", ".js", ".cjs", ".mjs") if place is not None else ():
        yield f"{place}{ending}"


def _selected(project: Project, home: str, settings: Mapping[str, object], call: Call) -> Iterator[Selection]:
    written = call.options.get("rootDir", settings.get("rootDir", "."))
    root = join(home, written) if isinstance(written, str) else None
    roots = texts(settings.get("roots", "<rootDir>"))
    expressions = texts(settings.get("testRegex", []))
    globs = texts(settings.get("testMatch", [] if expressions else list(_USUAL)))
    ignored = [texts(settings.get(name, [])) for name in ("testPathIgnorePatterns", "modulePathIgnorePatterns")]
    if root is None or roots is None or expressions is None or globs is None or None in ignored:
        return
    left_out_by = tuple(expression(one, root) for ones in ignored for one in ones or ())
    start = f"{root}/" if root else ""
    # What begins with neither is held against the whole path, and fits none.
    taken = [one.replace("<rootDir>/", start) for one in globs if one.startswith(("<rootDir>/", "**/"))]
    taken_by = tuple(expression(one, root) for one in expressions)
    left_out = tuple(one[1:].replace("<rootDir>/", start) for one in globs if one.startswith("!"))
    for one in roots:
        folder = join(root, one.replace("<rootDir>", ".", 1))
        named = tuple(path for path in call.named if folder is not None and path.startswith(folder))
        if folder is not None and (named or not call.named):
            within = named or ((folder,) if folder else ())
            yield Selection("", tuple(taken), left_out, taken_by, left_out_by, within)
