"""Files that name the packages of a workspace one by one, in forms of their own: Dockerfiles, CI, knip, CODEOWNERS.

What such a line means is for a person to say, so nothing is edited; the line to write is found by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.refactor.configuration.connection import LARGEST_CONFIGURATION, Advice, Connection
from migrator.refactor.configuration.likeness import Likeness
from migrator.tree import Overlay, directory_of
from migrator.workspace import Package, Workspace

_IMAGE = re.compile(r"(.*/)?([\w.-]*Dockerfile[\w.-]*|[\w.-]+\.[Dd]ockerfile)")
_LISTS = re.compile(
    r"(.*/)?(\.dockerignore|knip\.(jsonc?|[jt]s|config\.[jt]s)|CODEOWNERS|vitest\.(workspace|projects)\.[jt]s"
    r"|\.syncpackrc[\w.]*|release-please-config\.json|\.release-please-manifest\.json|turbo\.jsonc?)"
    r"|\.github/.*\.ya?ml|\.circleci/.*\.ya?ml|\.gitlab-ci\.yml|lerna\.json|nx\.json|\.changeset/config\.json"
)
_MANIFEST = re.compile(r"\s*COPY\b.*package\.json", re.IGNORECASE)
# What every package may have: `COPY packages/db/src ./packages/db/src`.
_COPY = r"\s*COPY\b.*?%s(/(src|dist|node_modules)?)?/?\s.*"
# In YAML an item of a list, or a line of a block of paths; in the other files whatever names a package.
_ITEM = re.compile(r"\s*(- .*|directory: .*|[\w./*-]+)")


@dataclass(frozen=True, slots=True)
class _Form:
    """A line as it would read for the new package: the last line of that form, and the packages that have one."""

    text: str
    line: int
    folders: frozenset[str]


def named_one_by_one(tree: Overlay, workspace: Workspace, target: Package) -> Iterator[Advice]:
    """The lines that such files lack for `target`, once for each form.

    A form counts where at least half of the packages beside `target`, and two of them, have a line of it. In an image
    one is enough that copies a package's manifest: without all of them package managers refuse the lockfile.
    """
    beside = _beside(workspace, target)
    for path in sorted(tree.paths()):
        image = _IMAGE.fullmatch(path) is not None
        if not image and not _LISTS.fullmatch(path):
            continue
        for form in _lacking(tree, path, beside, target):
            usual = len(form.folders) > 1 and 2 * len(form.folders) >= len(beside)
            listed = usual and (not path.endswith((".yml", ".yaml")) or _ITEM.fullmatch(form.text))
            if _MANIFEST.match(form.text) if image else listed:
                yield _advice(path, form, target)


def copied_into_images(connection: Connection) -> list[Advice]:
    """The lines that the consumer's Dockerfile lacks to copy the target, where it copies packages one by one."""
    beside = _beside(connection.workspace, connection.target)
    copied = re.compile(_COPY % re.escape(connection.target.folder), re.IGNORECASE)
    return [
        _advice(path, form, connection.target)
        for folder in dict.fromkeys((connection.consumer.folder, ""))
        for path in connection.files(_IMAGE, folder)
        if connection.consumer.folder.encode() in connection.tree.read(path)
        for form in _lacking(connection.tree, path, beside, connection.target)
        if copied.match(form.text)
    ]


def _beside(workspace: Workspace, target: Package) -> list[Package]:
    folder = directory_of(target.folder)
    return [one for one in workspace.packages if one.folder != target.folder and directory_of(one.folder) == folder]


def _advice(path: str, form: _Form, target: Package) -> Advice:
    return Advice(f"{path} names packages one by one, and {target.name} is missing", path, form.line, form.text)


def _lacking(tree: Overlay, path: str, beside: Sequence[Package], target: Package) -> list[_Form]:
    """The forms of line that the file has for packages beside the target and not for the target itself."""
    entry = tree.entry(path)
    if entry is None or not entry.mode.is_file or "node_modules/" in path:
        return []
    text = tree.read(path).decode("utf-8", "replace")
    named = [one for one in beside if one.folder in text] if len(text) <= LARGEST_CONFIGURATION else []
    lines = [line.strip().rstrip(",") for line in text.split("\n")]
    forms: dict[str, _Form] = {}
    for number, line in enumerate(lines, 1):
        for one in named:
            written = Likeness(one, target).rewritten(line) if one.folder in line else None
            if written is not None and written not in lines:
                earlier = forms[written].folders if written in forms else frozenset()
                forms[written] = _Form(written, number, earlier | {one.folder})
    return list(forms.values())
