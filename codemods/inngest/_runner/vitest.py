"""What Vitest takes for tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from migrator.api import Project, directory_of, join

from .call import Call
from .selection import Selection, fits, texts
from .settings import REST, UNKNOWN, merged, settings_of

_USUAL: Final = "**/*.{test,spec}.?(c|m)[jt]s?(x)"
_CONFIG: Final = re.compile(r"(vitest|vite)\.config\.[cm]?[jt]s")
#: What the settings of all projects say, which none of them has of its own.
_OF_ALL: Final = ("projects", "workspace", "coverage")
_WORKSPACE: Final = re.compile(r"vitest\.(workspace|projects)\.([cm]?[jt]s|json)")


def vitest_selections(project: Project, package: str, home: str, call: Call) -> Iterator[Selection]:
    """What is certainly taken, of the package `package`, where Vitest is started in the folder `home`."""
    root, config = join(home, call.options.get("root", ".")), config_of(project, home, call)
    if root is None or "project" in call.options:
        return
    workspace = next(_beside(project, root, _WORKSPACE), None)
    settings = settings_of(project, config) if config is not None and project.tree.entry(config) is not None else {}
    if workspace is not None:
        yield from _projects(project, package, root, settings_of(project, workspace), {}, call)
        return
    test = settings.get("test", {}) if isinstance(settings, Mapping) else {}
    projects = test.get("projects", test.get("workspace")) if isinstance(test, Mapping) else None
    if projects is None:
        yield from _selected(root, settings, call)
    elif isinstance(settings, Mapping) and isinstance(test, Mapping) and config is not None:
        shared = {**settings, "test": {key: value for key, value in test.items() if key not in _OF_ALL}}
        yield from _projects(project, package, directory_of(config), projects, shared, call)


def config_of(project: Project, home: str, call: Call) -> str | None:
    """The configuration that Vitest reads where it is started in `home`; None where there is none."""
    root = join(home, call.options.get("root", ".")) or ""
    named = call.options.get("config")
    return join(root, named) if named is not None else _nearest(project, root)


def _projects(
    project: Project, package: str, root: str, listed: object, shared: object, call: Call
) -> Iterator[Selection]:
    """What the projects take: those that are written out, and the package where a path or a glob names it."""
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping):
            yield from _selected(root, _extended(project, root, one, shared), call)
        elif isinstance(one, str):
            folder = join(root, one.rstrip("/"))
            if folder is not None and fits(folder, package):
                config = next(_beside(project, package, _CONFIG), None)
                yield from _selected(package, settings_of(project, config) if config is not None else {}, call)


def _extended(project: Project, root: str, one: Mapping[str, object], shared: object) -> object:
    """A project's settings, over those that it extends: a file's, or for `true` those of the configuration around."""
    beneath = one.get("extends", False)
    if isinstance(beneath, str):
        path = join(root, beneath)
        there = settings_of(project, path) if path is not None and project.tree.entry(path) is not None else UNKNOWN
        return merged(there, one)
    return merged(shared, one) if beneath is True else one if beneath is False else UNKNOWN


def _selected(root: str, settings: object, call: Call) -> Iterator[Selection]:
    """What one project takes; nothing where its settings can't be read, and where it runs in a browser."""
    test = settings.get("test", {}) if isinstance(settings, Mapping) else None
    if not isinstance(settings, Mapping) or not isinstance(test, Mapping) or REST in {**settings, **test}:
        return
    own = test.get("root", settings.get("root", "."))
    folder = call.options.get("dir", test.get("dir", "."))
    base = join(root, own) if isinstance(own, str) else None
    start = join(base, folder) if base is not None and isinstance(folder, str) else None
    included, excluded = texts(test.get("include", _USUAL)), texts(test.get("exclude", []))
    if start is None or included is None or excluded is None or "browser" in test:
        return
    left_out = [*excluded, *(one[1:] for one in included if one.startswith("!"))]
    left_out += [call.options["exclude"]] if "exclude" in call.options else []
    yield Selection(start, taken=included, left_out=tuple(left_out), named=call.named)


def _nearest(project: Project, folder: str) -> str | None:
    """The configuration in the folder, or in the nearest around it."""
    while (found := next(_beside(project, folder, _CONFIG), None)) is None and folder:
        folder = directory_of(folder)
    return found


def _beside(project: Project, folder: str, names: re.Pattern[str]) -> Iterator[str]:
    """The files in a folder whose name fits, Vitest's own before those of Vite."""
    found = [path for path in project.tree.paths() if directory_of(path) == folder]
    named = [path for path in found if names.fullmatch(path.rpartition("/")[2])]
    yield from sorted(named, key=lambda path: (path.rpartition("/")[2].startswith("vite."), path))
