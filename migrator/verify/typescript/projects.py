"""By which of its configurations a package is compiled."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterable, Iterator

from migrator.syntax import is_source
from migrator.workspace import Package, Project

_SCRIPTS = re.compile(r"(type|tsc|check-?types)([-:]?(check|s))?([-:].+)?|check:(types|ts)|lint:(types|ts|tsc)")
_NAMED = frozenset({"-p", "--project", "-b", "--build"})


def configurations(project: Project, package: Package, touched: Iterable[str]) -> tuple[str, ...]:
    """The package's tsconfig.json and those that its typecheck script names; sorted.

    The root's own is often no project but what others extend, and then it would take in every app with the wrong
    settings. So of a root with members it counts where the root's script runs tsc, or where it covers a module that
    changed and belongs to no member.
    """
    named = set(_named_by_scripts(package))
    own = posixpath.join(package.folder, "tsconfig.json")
    if package.folder or not project.workspace.packages or _covers_its_own(project, own, touched):
        named.add(own)
    return tuple(sorted(path for path in named if (entry := project.tree.entry(path)) and entry.mode.is_file))


def _named_by_scripts(package: Package) -> Iterator[str]:
    scripts = package.manifest.value.get("scripts")
    for name, script in scripts.items() if isinstance(scripts, dict) else ():
        if not isinstance(script, str) or not _SCRIPTS.fullmatch(name):
            continue
        for command in re.split(r"&&|\|\||;|&|\|", script):
            try:
                words = shlex.split(command)
            except ValueError:
                continue
            runs = next((at for at, word in enumerate(words) if word in {"tsc", "tsgo", "vue-tsc"}), None)
            if runs is None or "--filter" in words or "--dir" in words or "-r" in words:
                continue
            given = [after for word, after in zip(words[runs:], words[runs + 1 :], strict=False) if word in _NAMED]
            for path in given or ["tsconfig.json"]:
                path = path if path.endswith(".json") else posixpath.join(path, "tsconfig.json")
                yield posixpath.normpath(posixpath.join(package.folder, path))


def _covers_its_own(project: Project, path: str, touched: Iterable[str]) -> bool:
    if project.tree.entry(path) is None:
        return False
    config = project.resolver.configs.reader.read(path)
    owned = (one for one in touched if is_source(one) and project.tree.entry(one) is not None)
    return any(config.covers(one) and not _member_of(project, one) for one in owned)


def _member_of(project: Project, path: str) -> bool:
    owner = project.workspace.owner(path)
    return owner is not None and bool(owner.folder)
