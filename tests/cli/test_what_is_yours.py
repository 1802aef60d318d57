"""What a user has in a repository stays as it is, to the byte, whatever state the repository is in.

Each row brings a repository into a state. Then a plan is shown, applied without a switch, and applied with one: it
makes `docs/new.md` and changes `src/a.ts`. After each, everything that is the user's is as it was.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

STEPS = (
    "{id: note, codemod: write-file, with: {path: docs/new.md}}",
    "{id: edit, codemod: write-file, with: {path: src/a.ts, text: 'export const a = 2;'}}",
)
SWITCHED = ""


class Row(NamedTuple):
    """`arrange` brings the repository into the state; `reason` is why the work tree is not switched then."""

    arrange: Callable[..., None]
    reason: str = SWITCHED


def hook(repo, name: str, status: int, folder: str = ".git/hooks") -> None:
    repo.write(f"{folder}/{name}", f"#!/bin/sh\necho ran >> '{repo.root}/.git/{name}-ran'\nexit {status}\n")
    (repo.root / folder / name).chmod(0o755)


def dirty(repo) -> None:
    repo.write("README.md", "mine\r\nno line end")


def dirty_where_the_plan_edits(repo) -> None:
    repo.write("src/a.ts", "export const mine = 1;\n")


def deleted(repo) -> None:
    (repo.root / "docs/old.md").unlink()


def staged(repo) -> None:
    repo.write("README.md", "mine\n")
    repo.git("add", "README.md")


def partially_staged(repo) -> None:
    staged(repo)
    repo.write("README.md", "mine, and more of it\n")


def intended_to_be_added(repo) -> None:
    repo.write("later.md", "mine\n")
    repo.git("add", "--intent-to-add", "later.md")


def untracked(repo) -> None:
    repo.write('mine/with space, [brackets], ümläut, "quote" and\nnewline.ts', "mine")
    (repo.root / "a link").symlink_to("README.md")


def untracked_in_the_way(repo) -> None:
    repo.write("docs/new.md", "mine")


def ignored_in_the_way(repo) -> None:
    repo.write(".gitignore", "new.md\n")
    repo.commit()
    repo.write("docs/new.md", "mine")


def folder_in_the_way(repo) -> None:
    repo.write("docs/new.md/mine.txt", "mine")


def stashed(repo) -> None:
    repo.write("README.md", "mine\n")
    repo.write("new.txt", "mine\n")
    repo.git("stash", "push", "-q", "--include-untracked")


def detached(repo) -> None:
    repo.git("switch", "-q", "--detach")


def sparse_by_folders(repo) -> None:
    repo.git("sparse-checkout", "set", "--cone", "src")


def sparse_by_patterns(repo) -> None:
    repo.git("sparse-checkout", "set", "--no-cone", "/src/", "!/docs/")


def another_work_tree(repo) -> None:
    repo.git("worktree", "add", "-q", "-b", "elsewhere", "../elsewhere")
    (repo.root.parent / "elsewhere/README.md").write_text("mine")


def assumed_unchanged(repo) -> None:
    repo.git("update-index", "--assume-unchanged", "src/a.ts")
    repo.write("src/a.ts", "export const mine = 1;\n")


def skipped_in_the_work_tree(repo) -> None:
    repo.git("update-index", "--skip-worktree", "src/a.ts")
    repo.write("src/a.ts", "export const mine = 1;\n")


def hooks_that_say_no(repo) -> None:
    for name in ("pre-commit", "prepare-commit-msg", "commit-msg", "pre-merge-commit", "pre-push"):
        hook(repo, name, 1)


def hooks_elsewhere(repo) -> None:
    repo.git("config", "core.hooksPath", "our hooks")
    hook(repo, "pre-commit", 1, "our hooks")
    hook(repo, "post-checkout", 0, "our hooks")


def merging(repo) -> None:
    repo.git("switch", "-q", "-c", "other")
    repo.write("other.md", "other\n")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "other")


def rebasing(repo) -> None:
    repo.write("README.md", "second\n")
    repo.commit()
    repo.git("-c", "sequence.editor=sed -i 1s/pick/edit/", "rebase", "-q", "-i", "HEAD~1")


def bisecting(repo) -> None:
    for number in range(3):
        repo.write("README.md", f"{number}\n")
        repo.commit()
    repo.git("bisect", "start", "HEAD", "HEAD~3")


def line_ends_converted(repo) -> None:
    repo.git("config", "core.autocrlf", "true")
    repo.write("crlf.txt", b"one\r\ntwo\r\n")
    repo.git("add", "crlf.txt")
    repo.git("commit", "-q", "-m", "crlf")
    (repo.root / "src/a.ts").unlink()
    repo.git("checkout", "-q", "src/a.ts")
    assert (repo.root / "src/a.ts").read_bytes().endswith(b"\r\n")


def line_ends_by_attribute(repo) -> None:
    repo.write(".gitattributes", "*.ts text eol=crlf\n*.md -text\n")
    repo.write("README.md", b"mixed\r\nends\n")
    repo.commit()


def filtered(repo) -> None:
    repo.git("config", "filter.shout.clean", "tr a-z A-Z")
    repo.git("config", "filter.shout.smudge", "tr A-Z a-z")
    repo.git("config", "filter.shout.required", "true")
    repo.write(".gitattributes", "*.big filter=shout\n")
    repo.write("a.big", "loud in the repository\n")
    repo.commit()
    os.utime(repo.root / "a.big", (10**9, 10**9))  # else git would have to filter it to know whether it has changed
    repo.git("update-index", "--refresh")
    assert repo.git("show", "HEAD:a.big") == "LOUD IN THE REPOSITORY"


def with_a_submodule(repo) -> None:
    inner = repo.root.parent / "inner"
    subprocess.run(["git", "init", "-q", str(inner)], check=True)
    (inner / "x").write_text("x")
    for arguments in (["add", "x"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *arguments], cwd=inner, check=True)
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "inner")
    repo.commit()
    repo.write("inner/x", "mine")
    repo.write("inner/untracked", "mine")


def with_replaced_objects(repo) -> None:
    blob = repo.git("hash-object", "-w", "--stdin", stdin=b"another README\n")
    repo.git("replace", repo.git("rev-parse", "HEAD:README.md"), blob)
    repo.git("checkout", "-q", "HEAD", "--", "README.md")


def case_ignored(repo) -> None:
    repo.git("config", "core.ignorecase", "true")
    repo.git("config", "core.precomposeunicode", "true")
    repo.write("Docs.md", "mine")
    repo.write("cafe\u0301.md", "mine")


ROWS = [
    Row(dirty, "uncommitted changes in 1 file"),
    Row(dirty_where_the_plan_edits, "uncommitted changes in 1 file"),
    Row(deleted, "uncommitted changes in 1 file"),
    Row(staged, "uncommitted changes in 1 file"),
    Row(partially_staged, "uncommitted changes in 1 file"),
    Row(intended_to_be_added, "uncommitted changes in 1 file"),
    Row(untracked),
    Row(untracked_in_the_way, "docs/new.md"),
    Row(ignored_in_the_way, "docs/new.md"),
    Row(folder_in_the_way, "docs/new.md"),
    Row(stashed),
    Row(detached),
    Row(sparse_by_folders),
    Row(sparse_by_patterns),
    Row(another_work_tree),
    Row(assumed_unchanged, "src/a.ts"),
    Row(skipped_in_the_work_tree, "src/a.ts"),
    Row(hooks_that_say_no),
    Row(hooks_elsewhere),
    Row(merging, "a merge is under way"),
    Row(rebasing, "a rebase is under way"),
    Row(bisecting, "a bisection is under way"),
    Row(line_ends_converted),
    Row(line_ends_by_attribute),
    Row(filtered),
    Row(with_a_submodule),
    Row(with_replaced_objects),
    Row(case_ignored),
]


def files(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file outside of .git with its mode and bytes, those in linked work trees and submodules too."""
    return {
        str(path): (path.lstat().st_mode, bytes(path.readlink()) if path.is_symlink() else path.read_bytes())
        for path in root.rglob("*")
        if ".git" not in path.relative_to(root).parts and (path.is_file() or path.is_symlink())
    }


def kept(repo) -> dict[str, object]:
    """What no run may touch: all refs but the new branch, the index, HEAD, stashes, settings, the traces of hooks."""
    git = repo.root / ".git"
    refs = repo.git("for-each-ref", "--format=%(refname) %(objectname)").split("\n")
    named = ("index", "HEAD", "config", "MERGE_HEAD", "info/sparse-checkout", "rebase-merge/done", "BISECT_LOG")
    return {
        "refs": [ref for ref in refs if "refs/heads/migrate/" not in ref],
        "stashes": repo.git("stash", "list", "--format=%H %gd %s"),
        **{name: (git / name).read_bytes() if (git / name).exists() else None for name in named},
        "traces": sorted(path.name for path in git.glob("*-ran")),
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.arrange.__name__)
def test_what_is_yours(repo, plan_file, migrate, tmp_path: Path, row: Row) -> None:
    row.arrange(repo)
    plan = plan_file(*STEPS)
    everything, own, mine = repo.state(), kept(repo), files(tmp_path)

    assert migrate("plan", plan).code == 0
    assert repo.state() == everything

    assert migrate("apply", plan, "--no-checkout").code == 0
    assert kept(repo) == own
    assert files(tmp_path) == mine
    tree = repo.git("rev-parse", "migrate/tidy^{tree}")

    done = migrate("apply", plan)
    assert done.code == 0
    assert repo.git("rev-parse", "migrate/tidy^{tree}") == tree
    if row.reason:
        assert "not switched to migrate/tidy: " in done.err
        assert row.reason in done.err
        assert kept(repo) == own
        assert files(tmp_path) == mine
        return
    assert repo.git("symbolic-ref", "--short", "HEAD") == "migrate/tidy"
    now = files(tmp_path)
    made = {str(repo.root / name) for name in ("docs/new.md", "src/a.ts")}
    assert {path: held for path, held in now.items() if path not in made} == {
        path: held for path, held in mine.items() if path not in made
    }
    assert (kept(repo)["refs"], kept(repo)["stashes"]) == (own["refs"], own["stashes"])


def test_a_hook_that_refuses_the_branch_leaves_everything(repo, plan_file, migrate) -> None:
    hook(repo, "reference-transaction", 1)
    plan, before = plan_file(*STEPS), kept(repo)
    done = migrate("apply", plan)
    assert done.code == 5
    assert "hook" in done.err
    assert {**kept(repo), "traces": []} == before


def test_a_hook_that_fails_after_the_switch_does_not_hide_it(repo, plan_file, migrate) -> None:
    hook(repo, "post-checkout", 1)
    done = migrate("apply", plan_file(*STEPS))
    assert done.code == 0
    assert repo.git("symbolic-ref", "--short", "HEAD") == "migrate/tidy"
    assert done.err == ""


def test_a_shallow_clone(repo, plan_file, migrate, tmp_path: Path) -> None:
    repo.write("README.md", "second\n")
    repo.commit()
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repo.root}", str(clone)], check=True)
    shallow = (clone / ".git/shallow").read_bytes()
    assert migrate("apply", plan_file(*STEPS), "-C", str(clone)).code == 0
    assert (clone / ".git/shallow").read_bytes() == shallow
    assert (clone / "docs/new.md").read_bytes() == b"Hello.\n"


def test_a_folder_of_somebody_else_is_not_trusted(repo, plan_file, migrate, monkeypatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = migrate("apply", plan_file(*STEPS))
    assert done.code == 5
    assert "dubious ownership" in done.err
