"""What a codemod is given: the project to read, an overlay to write on, and a place for what it has to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from migrator.codemod.diagnostic import Decision, Diagnostic, Mention
from migrator.errors import Location, RefusedError
from migrator.syntax import Module
from migrator.text import Edit, EditConflictError, apply_edits
from migrator.tree import Overlay
from migrator.workspace import Project

Kind = TypeVar("Kind")


class Context:
    """One step's view.

    project      what the step found; it never changes
    tree         what the step makes of it
    diagnostics  what was said with `report`, in order
    decisions    what was recorded with `decide`
    mentions     what was recorded with `mention`
    heeded       the paths noted with `heed`
    passed_over  what was noted with `pass_over`
    """

    def __init__(self, project: Project, tree: Overlay) -> None:
        self.project = project
        self.tree = tree
        self.diagnostics: list[Diagnostic] = []
        self.decisions: list[Decision] = []
        self.mentions: list[Mention] = []
        self.heeded: set[str] = set()
        self.passed_over: list[Diagnostic] = []
        self._edited: dict[tuple[str, bool], _Edited] = {}

    def module(self, path: str) -> Module:
        """The module at `path` as the step found it. Raises MissingFileError."""
        return self.project.module(path)

    def edit(self, path: str, edits: Iterable[Edit]) -> None:
        """Apply edits to the file that is now at `path`; further edits of the same file add to the earlier ones.

        All refer to the bytes the step found (for a file the step moved, those at its old path; for one it created,
        those it first wrote). Raises EditConflictError where two overlap, RefusedError where the file was
        meanwhile written in another way, since the offsets would then mean other bytes.
        """
        added = _checked(edits)
        if not added:
            return
        content = self.tree.read(path)
        key = self._key(path)
        edited = self._edited.get(key) or _Edited(self._source(key, content))
        if edited.result != content:
            raise RefusedError(
                f"{path} was written and then edited in one step",
                hint="a codemod either writes a file whole or edits it; this is a fault of the codemod",
            )
        try:
            edited.result = apply_edits(edited.source, [*edited.edits, *added])
        except EditConflictError as error:
            error.location = Location(path)
            raise
        edited.edits += added
        self._edited[key] = edited
        self.tree.write(path, edited.result)

    def edit_all(self, edits: Mapping[str, Iterable[Edit]]) -> None:
        """Like `edit`, for the files of a mapping; many are read in one go."""
        made = {path: _checked(some) for path, some in edits.items()}
        edited = [path for path, some in made.items() if some]
        self.tree.prefetch(edited)
        for path in edited:
            self.edit(path, made[path])

    def replace(self, path: str, edit: Edit) -> None:
        """Apply `edit` instead of whatever earlier edits there are inside its span. Otherwise like `edit`."""
        edited = self._edited.get(self._key(path))
        if edited is not None:
            edited.edits = [other for other in edited.edits if other.span not in edit.span]
        self.edit(path, [edit])

    def report(self, diagnostic: Diagnostic) -> None:
        """Say something about the step; an error fails it."""
        self.diagnostics.append(_a(Diagnostic, diagnostic))

    def decide(self, decision: Decision) -> None:
        """Record what becomes of a module, and why."""
        self.decisions.append(_a(Decision, decision))

    def mention(self, mention: Mention) -> None:
        """Record a place that was left as it is, for a person to look at."""
        self.mentions.append(_a(Mention, mention))

    def heed(self, path: str) -> None:
        """Note that what the user decided about `path` mattered to this step."""
        self.heeded.add(path)

    def pass_over(self, diagnostic: Diagnostic) -> None:
        """Note that what the user decided about the diagnostic's path did not matter to this step.

        It is said once, and only where it mattered to no other step of the plan either.
        """
        self.passed_over.append(diagnostic)

    def _key(self, path: str) -> tuple[str, bool]:
        """A file's identity across moves: the path it was found at, or its own path and True for a new file."""
        origin = self.tree.origin(path)
        return (origin, False) if origin is not None else (path, path in self.tree.moves)

    def _source(self, key: tuple[str, bool], content: bytes) -> bytes:
        """The bytes that edits refer to: those the step found, or for a new file those it now has."""
        found_at, created = key
        if created or self.project.tree.entry(found_at) is None:
            return content
        return self.project.tree.read(found_at)


def _checked(edits: Iterable[Edit]) -> list[Edit]:
    """The edits. Raises TypeError where something else came."""
    if not isinstance(edits, Iterable):
        raise TypeError(f"edits are to be yielded, one by one, and what came is {edits!r}")
    return [_a(Edit, edit) for edit in edits]


def _a(kind: type[Kind], given: Kind) -> Kind:
    """What a codemod gave. Raises TypeError where it is of another kind, which a codemod in the making often gives."""
    if not isinstance(given, kind):
        raise TypeError(f"{kind.__name__} is wanted, and what came is {given!r}")
    return given


class _Edited:
    """The edits of one file so far: what they apply to, and what they made of it."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.result = source
        self.edits: list[Edit] = []
