"""A git repository as the rest of the program sees it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from migrator.errors import GitError
from migrator.tree import Tree
from migrator.vcs import history, refs, work_tree
from migrator.vcs.blobs import Blobs
from migrator.vcs.branch import BranchWriter
from migrator.vcs.checkout import check_out
from migrator.vcs.command import Git, text
from migrator.vcs.committed import uncommitted
from migrator.vcs.objects import objects_of
from migrator.vcs.snapshot import GitTree


class Repository:
    """One repository: what there is to read, and the few things that may be written.

    `root` is the top of the work tree; None in a bare repository. `object_format` is `sha1` or `sha256`.
    """

    def __init__(self, git: Git, root: Path | None, object_format: str) -> None:
        self.root = root
        self.object_format = object_format
        self._git = git
        self._blobs = Blobs(git)

    @classmethod
    def open(cls, path: str | Path | None = None) -> Repository:
        """The repository around `path`, by default around the current directory or where GIT_DIR says.

        Raises GitError where there is none, where the current directory has been removed, or where GIT_DIR and `path`
        mean different ones.
        """
        try:
            folder = Path(path or ".").absolute()
        except FileNotFoundError as error:
            raise GitError("the current directory is gone", hint="go to one that is there") from error
        git = Git(folder)
        asked = ("rev-parse", "--show-object-format", "--is-inside-work-tree")
        answer = git.answer(*asked, "--show-toplevel")
        # Outside of a work tree git has no answer to the last question, and says to the others what it would say alone.
        facts = text(git.run(*asked) if answer.status else answer.output).removesuffix("\n").split("\n", 2)
        if path is not None and "GIT_DIR" in os.environ:
            _check_same(git, folder)
        root = None
        if facts[1] == "true":
            root = Path(facts[2])
            # Variables like GIT_DIR may be relative to where the program was started.
            if "GIT_DIR" not in os.environ and "GIT_WORK_TREE" not in os.environ:
                git = Git(root)
        return cls(git, root, facts[0])

    @property
    def folder(self) -> Path:
        """The top of the work tree; where there is none, the folder it was opened by."""
        return self._git.folder

    def resolve(self, revision: str = "HEAD") -> str:
        """The id of the commit that `revision` means. Raises GitError for unknown ones, and before the first commit."""
        name = f"{revision}^{{commit}}"
        oid = self._git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name, nothing=(1, 128))
        if oid is not None:
            return oid
        if self._git.ask("rev-parse", "--verify", "--quiet", "HEAD") is None:
            branch = self.current_branch or "HEAD"
            raise GitError(f"{branch} has no commit yet", hint="commit something first; a plan starts from a commit")
        raise GitError(
            f"unknown revision {revision!r}",
            hint="git log --all shows what there is; git fetch gets what is only on the server",
        )

    def has_commit(self, oid: str) -> bool:
        """Whether the repository has the commit with this id."""
        return self._git.answer("cat-file", "-e", f"{oid}^{{commit}}").status == 0

    def tree_of(self, revision: str) -> str:
        """The id of a commit's tree."""
        return text(self._git.run("rev-parse", "--verify", f"{self.resolve(revision)}^{{tree}}")).strip()

    def snapshot(self, revision: str = "HEAD") -> GitTree:
        """The files of a commit."""
        return GitTree(self._git, self._blobs, self.resolve(revision), self.object_format)

    def check_out(self, commit: str, folder: Path) -> None:
        """Write a commit's files into an empty folder that is no work tree; see `checkout.check_out`."""
        check_out(self._git, self.snapshot(commit), folder)

    def tree_id(self, tree: Tree, base: GitTree) -> str:
        """The id git will give to `tree`, which lies on `base`. Nothing is written."""
        return objects_of(tree, base).root

    def writer(self, base: GitTree) -> BranchWriter:
        """What makes commits of trees that lie on `base`. Raises GitError where git does not know who commits."""
        return BranchWriter(self._git, base)

    @property
    def current_branch(self) -> str | None:
        """The branch that HEAD is on; None where it is detached."""
        return refs.current_branch(self._git)

    @property
    def pager(self) -> str:
        """The command line, for a shell, that git shows long output with; empty where there is to be none."""
        return (self._git.ask("var", "GIT_PAGER", nothing=(1, 128, 129)) or "").strip()

    def branch_tip(self, branch: str) -> str | None:
        """The commit that a branch points to; None where there is no such branch."""
        return refs.branch_tip(self._git, branch)

    def branches(self, prefix: str = "") -> list[str]:
        """Names of the local branches that start with `prefix`, sorted."""
        names = text(self._git.run("for-each-ref", "--format=%(refname)", "refs/heads/")).split("\n")
        short = (name.removeprefix("refs/heads/") for name in names if name)
        return sorted(name for name in short if name.startswith(prefix))

    def checked_out_at(self, branch: str) -> Path | None:
        """The work tree, this one or a linked one, that has `branch` checked out."""
        return refs.checked_out_at(self._git, branch)

    def came_from(self, branch: str) -> str | None:
        """What HEAD was on before it came to `branch`; see `refs.came_from`."""
        return refs.came_from(self._git, branch)

    def holding(self, commit: str) -> list[str]:
        """Full names of the branches that hold `commit`, those of remotes too."""
        return refs.holding(self._git, commit)

    def delete_branch(self, branch: str, expected: str) -> None:
        """Remove a branch by compare-and-swap; see `refs.delete_branch`."""
        refs.delete_branch(self._git, branch, expected)

    def commits(
        self, tip: str, since: str | None = None, naming: str = "", *, own: bool = False
    ) -> list[history.Commit]:
        """Commits reachable from `tip` and not from `since`, newest first; see `history.commits` for the others."""
        return history.commits(self._git, self.resolve(tip), self.resolve(since) if since else None, naming, own=own)

    def renames(self, tip: str, since: str) -> dict[str, str]:
        """Path at `since` -> path at `tip`, as git pairs files; see `history.renames`."""
        return history.renames(self._git, self.resolve(tip), self.resolve(since))

    def status(self) -> work_tree.Status:
        """What is uncommitted; nothing is where there is no work tree. Writes nothing, not even the index."""
        return work_tree.work_tree_status(self._git) if self.root else work_tree.Status()

    def dirty_paths(self) -> tuple[str, ...]:
        """Every uncommitted path, sorted."""
        return self.status().paths

    def uncommitted(self, files: Sequence[Path]) -> Sequence[Path]:
        """Of `files`, those that are not in the work tree as HEAD has them; all of them before the first commit."""
        if self.root is None or self._git.ask("rev-parse", "--verify", "--quiet", "HEAD") is None:
            return files
        return uncommitted(self._git, self.root, files)

    def check_merged(self) -> None:
        """Raises GitError where a merge has left conflicts in the index."""
        if self.root:
            work_tree.check_merged(self._git)

    def switch(self, branch: str) -> str:
        """Switch to `branch` where the work tree is clean. Empty if that was done, else why it was left alone."""
        return work_tree.switch(self._git, branch)

    def detach(self, commit: str) -> str:
        """Switch to `commit` and to no branch; otherwise as `switch`."""
        return work_tree.detach(self._git, commit)

    def close(self) -> None:
        """End the git process that serves reads; the repository stays usable."""
        self._blobs.close()


def _check_same(git: Git, folder: Path) -> None:
    # In a hook GIT_DIR names the repository of the hook, and git would take it, whatever folder it is called in.
    own = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)
    if own is None:
        return
    used = Path(text(git.run("rev-parse", "--absolute-git-dir")).removesuffix("\n"))
    pointer = own / ".git"
    target = Path(text(pointer.read_bytes()).partition("gitdir: ")[2].strip()) if pointer.is_file() else pointer
    if (own / target).resolve() != used.resolve():
        raise GitError(
            f"GIT_DIR says {used}, but {folder} belongs to another repository",
            hint="unset GIT_DIR, or leave --repo out",
        )
