"""Branches: where they point, who has them checked out, and changing them only where nobody else did."""

from __future__ import annotations

from pathlib import Path

from migrator.errors import GitError, UsageError
from migrator.vcs.command import ASKING, Git, text


def checked_branch(git: Git, branch: str) -> str:
    """`branch` as a full ref name. Raises UsageError where git would not take it."""
    if branch.startswith("-") or branch == "HEAD" or git.answer("check-ref-format", f"refs/heads/{branch}").status:
        raise UsageError(f"{branch!r} can't be a branch's name", hint="letters, digits, - and / make a good one")
    return f"refs/heads/{branch}"


def branch_tip(git: Git, branch: str) -> str | None:
    """The commit that `branch` points to; None where there is no such branch."""
    ref = checked_branch(git, branch)
    return git.ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")


def current_branch(git: Git) -> str | None:
    """The branch that HEAD is on, even before its first commit; None where HEAD is detached."""
    ref = git.ask("symbolic-ref", "--quiet", "HEAD")
    return ref.removeprefix("refs/heads/") if ref is not None else None


def checked_out_at(git: Git, branch: str) -> Path | None:
    """The work tree, this one or a linked one, that has `branch` checked out."""
    ref = checked_branch(git, branch)
    folder = text(git.run("for-each-ref", "--format=%(refname)%00%(worktreepath)%00", ref))
    parts = folder.split("\0")
    # for-each-ref also lists what lies below the ref's name.
    at = dict(zip((part.strip("\n") for part in parts[::2]), parts[1::2], strict=False)).get(ref)
    return Path(at) if at else None


def came_from(git: Git, branch: str) -> str | None:
    """What HEAD was on before it came to `branch` the last time: a branch or a commit. None where no reflog tells."""
    log = git.answer("reflog", "show", "--format=%gs", "HEAD", "--")
    for line in text(log.output).split("\n") if not log.status else ():
        words = line.split(" ")
        if words[:3] == ["checkout:", "moving", "from"] and words[4:] == ["to", branch]:
            return words[3]
    return None


def holding(git: Git, commit: str) -> list[str]:
    """Full names of the branches, those of remotes too, from which `commit` is reached, sorted."""
    names = git.run("for-each-ref", f"--contains={commit}", "--format=%(refname)", "refs/heads/", "refs/remotes/")
    return [name for name in text(names).split("\n") if name]


def publish(git: Git, branch: str, new: str, expected: str | None, reason: str) -> None:
    """Let `branch` point to `new` if it still is at `expected`; None means that it may not be there yet.

    A branch that is checked out in this work tree takes the files along, which needs a clean work tree. `reason` goes
    into the reflog. Raises GitError where the branch was moved, is locked, or is checked out in another work tree.
    """
    ref = checked_branch(git, branch)
    folder = checked_out_at(git, branch)
    if folder is None:
        git.write("update-ref", "-m", reason, ref, new, expected or "0" * len(new))
    elif not _same_folder(folder, _work_tree(git)):
        raise GitError(f"{branch} is checked out in {folder}", hint="switch that work tree to another branch first")
    elif branch_tip(git, branch) != expected:
        raise GitError(
            f"{branch} is no longer at {expected}", hint="somebody else moved it meanwhile; look at it first"
        )
    else:
        options = ("--ff-only", "--quiet", "--no-autostash", "--no-overwrite-ignore", "--no-verify-signatures")
        git.write("merge", *options, new, environment=ASKING | {"GIT_REFLOG_ACTION": reason})


def delete_branch(git: Git, branch: str, expected: str) -> None:
    """Remove `branch`, its reflog and its settings if it still is at `expected`.

    Raises GitError where it was moved, or is checked out somewhere.
    """
    ref = checked_branch(git, branch)
    folder = checked_out_at(git, branch)
    if folder is not None:
        raise GitError(f"{branch} is checked out in {folder}", hint="switch to another branch there first")
    git.write("update-ref", "-d", ref, expected)
    if git.ask("config", "--local", "--get-regexp", f"^branch\\.{_literal(branch)}\\.") is not None:
        git.write("config", "--local", "--remove-section", f"branch.{branch}")


def _work_tree(git: Git) -> Path | None:
    answer = git.answer("rev-parse", "--show-toplevel")
    return None if answer.status else Path(text(answer.output).removesuffix("\n"))


def _same_folder(one: Path, other: Path | None) -> bool:
    return other is not None and one.resolve() == other.resolve()


def _literal(name: str) -> str:
    return "".join(character if character.isalnum() or character in "/-_" else f"[{character}]" for character in name)
