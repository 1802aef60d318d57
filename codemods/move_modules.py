"""Move a file, a folder or a set of files, to another folder or another package."""

from __future__ import annotations

from typing import Literal

from migrator.api import (
    Codemod,
    Context,
    Decided,
    Project,
    RefusedError,
    Relocation,
    RepositoryPath,
    Settlement,
    directory_of,
    matching_paths,
    param,
)
from migrator.api import move_modules as move


class MoveModules(Codemod):
    """Move modules and keep every reference true, also across packages.

    What moves to another package is imported by that package's name; the manifests and the `exports` follow.
    A file that is no module moves along with its folder.
    """

    source: RepositoryPath = param("A file, a folder, or a glob.", example="apps/web/src/lib/money")
    target: RepositoryPath = param(
        "Where it goes: a file for a file, a folder for a folder; what a glob matches keeps its path below the part "
        "of the glob that has no wildcard.",
        example="packages/money/src",
    )
    decisions: dict[RepositoryPath, Decided] = param(
        "Repository path -> what becomes of a module that moved code needs: `co-move`, `keep` or `repoint:<package>`.",
        default={},
        example={"apps/web/src/lib/gemini.ts": "co-move"},
    )
    on_blocked: Literal["fail", "keep"] = param(
        "Whether modules that can't move stay (`keep`), with what needs them, or the step fails.", default="fail"
    )
    shims: Literal["remove", "keep"] = param("Whether the old paths stay as re-exports.", default="remove")

    def apply(self, context: Context) -> None:
        """Move what is there; a source that is gone already is nothing to do."""
        settlement = Settlement(context.project, self._moves(context.project), self.decisions, self.on_blocked)
        moves = {old: new for old, new in settlement.moves.items() if old in settlement.moving}
        move(context, Relocation(moves, shims="all" if self.shims == "keep" else "none"), settlement)

    def _moves(self, project: Project) -> dict[str, str]:
        tree = project.tree
        if tree.entry(self.source) is not None:
            into_folder = tree.is_folder(self.target) or "." not in self.target.rpartition("/")[2]
            name = self.source.rpartition("/")[2]
            return {self.source: f"{self.target}/{name}" if into_folder else self.target}
        base = self.source
        if any(wild in self.source for wild in "*?[{"):
            paths = matching_paths(tree, self.source)
            base = directory_of(self.source.partition("*")[0].partition("?")[0].partition("{")[0] + "x")
        else:
            paths = [path for path in sorted(tree.paths()) if path.startswith(self.source + "/")]
        moves = {path: f"{self.target}/{path.removeprefix(base).lstrip('/')}" for path in paths}
        for path in moves:
            entry = tree.entry(path)
            if entry is not None and not entry.mode.is_file:
                raise RefusedError(
                    f"{path} is a {entry.mode.name.lower()}, which is not moved", hint="move it by hand first"
                )
        return {old: new for old, new in moves.items() if old != new}
