"""The work tree: what is uncommitted in it, and switching it to another branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from migrator.errors import GitError
from migrator.vcs.command import ASKING, Git, text
from migrator.vcs.refs import checked_branch, current_branch

FILTERS = r"^filter\..*\.(clean|process)$"
FIELDS_BEFORE_PATH = {"1": 8, "2": 9, "u": 10}
"""Number of space-separated fields before the path, by the first letter of a line of `status --porcelain=v2`."""

UNDER_WAY: Mapping[str, str] = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisection",
}
"""What git keeps while somebody is in the middle of something, and what that is."""


@dataclass(frozen=True, slots=True)
class Status:
    """Uncommitted paths, sorted. `modified` covers what is staged, changed or deleted."""

    modified: tuple[str, ...] = ()
    untracked: tuple[str, ...] = ()
    unmerged: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every tracked file is as committed. Untracked files don't count: git never overwrites them."""
        return not self.modified and not self.unmerged

    @property
    def paths(self) -> tuple[str, ...]:
        """Every uncommitted path."""
        return tuple(sorted({*self.modified, *self.untracked, *self.unmerged}))


def work_tree_status(git: Git) -> Status:
    """What is uncommitted, found without writing: no refreshed index, and no filter is run.

    Where a filter (Git LFS, say) stands between file and content, a file that was only touched may count as modified.
    """
    options: list[str] = []
    # A clean filter is any program, and some write into the repository (Git LFS keeps a copy).
    for line in (git.ask("config", "--name-only", "--get-regexp", FILTERS) or "").split("\n"):
        if line:
            options += ["-c", f"{line}=", "-c", f"{line.rpartition('.')[0]}.required=false"]
    arguments = ("--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty")
    records = iter(text(git.run(*options, "status", *arguments)).split("\0"))
    found: dict[str, list[str]] = {"1": [], "2": [], "u": [], "?": []}
    for record in records:
        kind = record[:1]
        if kind not in found:
            continue
        found[kind].append(record.split(" ", FIELDS_BEFORE_PATH.get(kind, 1))[-1])
        if kind == "2":
            found[kind].append(next(records))
    modified = tuple(sorted(found["1"] + found["2"]))
    return Status(modified, tuple(sorted(found["?"])), tuple(sorted(found["u"])))


def check_merged(git: Git) -> None:
    """Raises GitError where a merge has left conflicts in the index."""
    listing = text(git.run("ls-files", "--unmerged", "-z", "--full-name"))
    paths = sorted({record.partition("\t")[2] for record in listing.split("\0") if record})
    if paths:
        raise GitError(
            f"the index has unmerged files: {', '.join(paths[:5])}{' and more' if len(paths) > 5 else ''}",
            hint="finish the merge or give it up: git merge --abort",
        )


def switch(git: Git, branch: str) -> str:
    """Switch the work tree to `branch` where it is clean. Empty if that was done, else why it was left alone.

    Nothing uncommitted is ever lost: untracked and ignored files that are in the way keep git from switching.
    """
    checked_branch(git, branch)
    return _switched(git, branch)


def detach(git: Git, commit: str) -> str:
    """Switch the work tree to a commit and to no branch; as `switch`."""
    return _switched(git, "--detach", commit)


def _switched(git: Git, *target: str) -> str:
    if git.ask("rev-parse", "--is-inside-work-tree") != "true":
        return "the repository has no work tree"
    for file, operation in UNDER_WAY.items():
        if Path(git.folder, text(git.run("rev-parse", "--git-path", file)).removesuffix("\n")).exists():
            return f"{operation} is under way"
    status = work_tree_status(git)
    if not status.clean:
        count = len(status.modified) + len(status.unmerged)
        return f"the work tree has uncommitted changes in {count} {'file' if count == 1 else 'files'}"
    try:
        git.write("switch", "--quiet", "--no-guess", "--no-overwrite-ignore", *target, environment=ASKING)
    except GitError as error:
        # A hook (post-checkout) that fails makes git fail after it has switched.
        return "" if current_branch(git) == target[-1] else error.message
    return ""
