"""What TypeScript has against the branch and had not against the base, and what it does not look at any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from migrator.syntax import is_source
from migrator.verify.proof import Finding
from migrator.verify.subject import Subject
from migrator.verify.typescript.compiler import Compiled
from migrator.verify.typescript.errors import Mistake
from migrator.verify.typescript.meaning import Key, Meaning
from migrator.workspace import Project


@dataclass(frozen=True)
class Looked:
    """What was seen of one side."""

    compiled: tuple[Compiled, ...]
    notes: tuple[str, ...]

    @property
    def failures(self) -> Mapping[str, str]:
        """Configuration -> why nothing can be told of it."""
        return {one.config: one.failure for one in self.compiled if one.failure}

    @property
    def mistakes(self) -> frozenset[Mistake]:
        """Each once, in however many programs its file is."""
        return frozenset(error for one in self.compiled for error in one.errors)

    @property
    def own(self) -> frozenset[str]:
        """The files that are compiled by their own package."""
        return frozenset(path for one in self.compiled for path in one.own)


def new_errors(subject: Subject, before: frozenset[Mistake], after: frozenset[Mistake]) -> Iterator[Finding]:
    """The errors of the branch beyond as many of the same kind as the base has."""
    old = Counter[Key](key for one in before for key in Meaning(subject.before, subject.lineage).keys(one))
    meaning = Meaning(subject.after)
    by_key: dict[Key, list[Mistake]] = {}
    for one in after:
        by_key.setdefault(meaning.keys(one)[0], []).append(one)
    known = {_text(subject.before, one) for one in before}
    added: list[Mistake] = []
    for key, ones in by_key.items():
        # Which of several is the new one? Rather one on a line that had none before.
        ones.sort(key=lambda one: (_text(subject.after, one) in known, -one.line))
        added += ones[: max(0, len(ones) - old[key])]
    for one in sorted(added, key=lambda one: (one.path or "", one.line, one.column, one.code)):
        yield Finding(str(one), one.path, one.line or None)


def _text(project: Project, mistake: Mistake) -> bytes:
    """The line of source that an error is on; empty for what the tree doesn't have."""
    path = mistake.path
    if path is None or (entry := project.tree.entry(path)) is None or not entry.mode.is_file:
        return b""
    lines = project.tree.read(path).split(b"\n")
    return lines[mistake.line - 1].strip() if mistake.line <= len(lines) else b""


def uncompiled(subject: Subject, base: Looked, branch: Looked) -> Iterator[Finding]:
    """What was compiled by its own package and is not any more, and new packages without a program of their own."""
    failed = {one.folder for one in branch.compiled if one.failure and not one.files}
    empty = set[str]()
    for folder, configs in _by_folder(branch).items():
        inside = f"{folder}/" if folder else ""
        if (
            folder not in failed
            and not any(path.startswith(inside) for path in branch.own)
            and _has_sources(subject.after, folder)
        ):
            empty.add(folder)
            configured = " and ".join(one.config for one in configs)
            yield Finding(
                f"takes in no file of {folder or 'the root'}: nothing of it was compiled by itself", configured
            )
    for path in sorted(base.own):
        for image in subject.lineage.images(path):
            owner = subject.after.workspace.owner(image)
            folder = owner.folder if owner is not None else ""
            there = subject.after.tree.entry(image) is not None and is_source(image)
            if there and image not in branch.own and folder not in empty | failed:
                yield Finding("no configuration of its package compiles it; on the base one did", image)


def _by_folder(looked: Looked) -> Mapping[str, list[Compiled]]:
    found: dict[str, list[Compiled]] = {}
    for one in looked.compiled:
        found.setdefault(one.folder, []).append(one)
    return found


def _has_sources(project: Project, folder: str) -> bool:
    owners = (project.workspace.owner(path) for path in project.sources if path.endswith(("ts", "tsx")))
    return any(owner is not None and owner.folder == folder for owner in owners)
