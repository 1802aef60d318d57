"""Commits made from trees, without index and work tree. Nothing points to them until they are published."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from migrator.errors import GitError
from migrator.tree import Mode, Tree
from migrator.vcs import refs
from migrator.vcs.command import ASKING, Git, raw, text
from migrator.vcs.objects import Objects, objects_of
from migrator.vcs.snapshot import FOLDER, Child, GitTree

WRITING = ASKING | {"GIT_NO_REPLACE_OBJECTS": "1"}
KINDS = {FOLDER: "tree", Mode.SUBMODULE.value: "commit"}
"""Kind of the object that a mode stands for; for every other mode it is a blob."""


class BranchWriter:
    """Writes trees that lie on `base` as commits, and lets a branch point to the last one.

    Author, committer and signature are what `git commit` would take. Raises GitError at once where git does not
    know who commits. No hook runs, except `reference-transaction` when the branch moves.
    """

    def __init__(self, git: Git, base: GitTree) -> None:
        self._git = git
        self._base = base
        self._written = set(base.objects)
        for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            git.run("var", ident)
        self._sign = git.ask("config", "--type=bool", "--get", "commit.gpgsign") == "true"
        self._encoding = git.ask("config", "--get", "i18n.commitEncoding") or "UTF-8"

    def commit(self, tree: Tree, parent: str, message: str) -> str:
        """Id of a new commit of `tree` after `parent`. Raises GitError where git can't write or sign it."""
        objects = objects_of(tree, self._base)
        self._write_blobs(tree, objects)
        self._write_trees(objects)
        encoding, encoded = _encoded(message, self._encoding)
        options = ["-p", parent, "-F", "-", *(["-S"] if self._sign else []), objects.root]
        config = ("-c", f"i18n.commitEncoding={encoding}")
        made = self._git.write(*config, "commit-tree", *options, stdin=encoded, environment=WRITING)
        return text(made).strip()

    def publish(self, branch: str, new: str, expected: str | None, reason: str) -> None:
        """Let `branch` point to `new` by compare-and-swap; see `refs.publish`."""
        refs.publish(self._git, branch, new, expected, reason)

    def _write_blobs(self, tree: Tree, objects: Objects) -> None:
        wanted = {oid: path for oid, path in objects.blobs.items() if oid not in self._written}
        if not wanted:
            return
        # Not by fast-import: where that fails, on a full disk say, it leaves a report in the repository.
        with TemporaryDirectory(prefix="migrate-") as folder:
            files = [Path(folder).resolve() / str(number) for number in range(len(wanted))]
            for file, path in zip(files, wanted.values(), strict=True):
                file.write_bytes(tree.read(path))
            listing = "".join(f"{file}\n" for file in files)
            options = ("-w", "--no-filters", "--stdin-paths")
            answer = self._git.write("hash-object", *options, stdin=raw(listing), environment=WRITING)
        self._check(list(wanted), answer)

    def _write_trees(self, objects: Objects) -> None:
        wanted = {oid: lines for oid, lines in objects.trees.items() if oid not in self._written}
        if not wanted:
            return
        stream = b"".join(b"".join(map(_line, lines)) + b"\0" for lines in wanted.values())
        # --missing: what a partial clone has not fetched must not be fetched for this.
        answer = self._git.write("mktree", "--batch", "-z", "--missing", stdin=stream, environment=WRITING)
        self._check(list(wanted), answer)

    def _check(self, expected: list[str], answer: bytes) -> None:
        if text(answer).split() != expected:
            raise GitError("git stored other objects than were computed", hint="this is a bug; please report it")
        self._written.update(expected)


def _line(child: Child) -> bytes:
    return f"{child.mode} {KINDS.get(child.mode, 'blob')} {child.oid}\t".encode() + raw(child.name) + b"\0"


def _encoded(message: str, encoding: str) -> tuple[str, bytes]:
    try:
        return encoding, message.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return "UTF-8", raw(message)
