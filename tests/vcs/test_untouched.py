"""Planning leaves every byte and every mtime of the repository and the work tree as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.errors import GitError
from migrator.tree import Overlay
from migrator.vcs import Repository, changes_between, patch


def state(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """mtime, mode and bytes of everything below `root`, folders among it."""
    found = {}
    for path in [root, *root.rglob("*")]:
        known = path.lstat()
        data = (
            b""
            if path.is_dir() and not path.is_symlink()
            else os.fsencode(path.readlink())
            if path.is_symlink()
            else path.read_bytes()
        )
        found[str(path)] = (known.st_mtime_ns, known.st_mode, data)
    return found


def plan(root: Path) -> None:
    """Everything that a plan asks of a repository."""
    repository = Repository.open(root)
    snapshot = repository.snapshot()
    snapshot.prefetch(snapshot.paths())
    tree = Overlay(snapshot)
    tree.write("new.ts", b"new\n")
    tree.move("a.ts", "moved/a.ts")
    tree.write("moved/a.ts", b"moved\n")
    assert repository.tree_id(tree, snapshot) != snapshot.oid
    assert patch(changes_between(snapshot, tree), snapshot)
    repository.status()
    repository.check_merged()
    repository.branch_tip("migrate/x")
    repository.commits("HEAD")
    repository.branches()
    repository.checked_out_at("main")
    repository.close()


def test_nothing_is_written(repo) -> None:
    repo.commit({"a.ts": b"a\n", "b.ts": b"b\n", "folder/c.ts": b"c\n", "link": ("120000", b"a.ts")})
    repo.write({"b.ts": b"dirty\n", "untracked/x.ts": b""})
    os.utime(repo.root / "folder/c.ts", (1, 1))  # touched: `git status` would refresh the index
    before = state(repo.root)
    plan(repo.root)
    assert state(repo.root) == before
    repo.git("status")
    assert state(repo.root) != before, "the index was fresh, so this proved nothing"


def test_no_filter_is_run_and_no_monitor_started(repo) -> None:
    ran = repo.root.parent / "ran"
    repo.git("config", "filter.keep.clean", f"touch '{ran}' && cat")
    repo.git("config", "filter.keep.process", f"touch '{ran}'")
    repo.git("config", "filter.keep.required", "true")
    repo.git("config", "core.fsmonitor", f"touch '{ran}' #")
    repo.commit({"a.ts": b"a\n"})
    (repo.root / ".gitattributes").write_bytes(b"*.ts filter=keep\n")
    os.utime(repo.root / "a.ts", (1, 1))
    ran.unlink(missing_ok=True)
    plan(repo.root)
    assert not ran.exists()
    assert Repository.open(repo.root).status().untracked == (".gitattributes",)
    repo.git("status", check=False)
    assert ran.exists(), "git had nothing to run, so this proved nothing"


def test_a_partial_clone_fetches_nothing(make) -> None:
    server = make(name="server")
    server.git("config", "uploadpack.allowFilter", "true")
    server.git("config", "uploadpack.allowAnySHA1InWant", "true")
    first = server.commit({"a.ts": b"first\n", "folder/b.ts": b"b\n"})
    server.commit({"a.ts": b"second\n"})
    clone = make(name="clone")
    clone.git("remote", "add", "origin", f"file://{server.root}")
    clone.git("fetch", "-q", "--filter=blob:none", "origin", "main")
    clone.git("switch", "-q", "-C", "main", "FETCH_HEAD")  # fetches what HEAD needs
    before = state(clone.root)
    plan(clone.root)
    old = Repository.open(clone.root).snapshot(first)
    assert old.read("folder/b.ts") == b"b\n"
    old.prefetch(old.paths())
    with pytest.raises(GitError, match=r"a\.ts is not here") as refused:
        old.read("a.ts")
    assert state(clone.root) == before
    os.system(f"cd '{clone.root}' && {refused.value.hint.partition(': ')[2]} >/dev/null")
    assert Repository.open(clone.root).snapshot(first).read("a.ts") == b"first\n"


def test_a_clone_without_folders_says_so(make) -> None:
    server = make(name="server")
    server.git("config", "uploadpack.allowFilter", "true")
    server.git("config", "uploadpack.allowAnySHA1InWant", "true")
    server.commit({"folder/b.ts": b"b\n"})
    clone = make(name="clone")
    clone.git("remote", "add", "origin", f"file://{server.root}")
    clone.git("fetch", "-q", "--filter=tree:0", "origin", "main")
    before = state(clone.root)
    with pytest.raises(GitError, match="does not have the folders") as refused:
        Repository.open(clone.root).snapshot("FETCH_HEAD")
    assert state(clone.root) == before
    os.system(f"cd '{clone.root}' && {refused.value.hint.partition(': ')[2]} >/dev/null")
    assert list(Repository.open(clone.root).snapshot("FETCH_HEAD").paths()) == ["folder/b.ts"]
