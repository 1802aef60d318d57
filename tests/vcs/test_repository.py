"""Which repository it is, which commit is meant, and what is said where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.errors import ExitCode, GitError
from migrator.tree import MissingFileError, Mode, Overlay, Tree
from migrator.vcs import GitTree, Repository, changes_between, patch


def test_not_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository") as error:
        Repository.open(tmp_path)
    assert error.value.exit_code is ExitCode.GIT
    assert "--repo" in error.value.hint


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="there is no folder"):
        Repository.open(tmp_path / "nowhere")


def test_no_git_program(repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.root))
    with pytest.raises(GitError, match="git can't be run"):
        Repository.open(repo.root)


def test_no_commit_yet(repo) -> None:
    repository = Repository.open(repo.root)
    with pytest.raises(GitError, match="main has no commit yet"):
        repository.snapshot()
    assert repository.current_branch == "main"
    assert repository.status().clean


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--all", "", "HEAD~5", "HEAD:a.ts", "0" * 40])
def test_unknown_revision(repo, revision: str) -> None:
    repo.commit({"a.ts": b""})
    with pytest.raises(GitError, match="unknown revision"):
        Repository.open(repo.root).resolve(revision)


def test_every_name_of_a_commit(repo) -> None:
    commit = repo.commit({"a.ts": b""})
    repo.git("tag", "-a", "-m", "one", "v1")
    repository = Repository.open(repo.root)
    assert {repository.resolve(name) for name in ("HEAD", "main", "v1", commit[:10], "HEAD~0", "@")} == {commit}
    assert repository.tree_of("v1") == repo.git("rev-parse", "HEAD^{tree}").strip()


@pytest.mark.parametrize("name", ["-C", "--git-dir=x", "$HOME", "~", "ü [x] 'y'", "line\nbreak"])
def test_odd_folder_names(make, name: str) -> None:
    repo = make(name=name)
    repo.commit({"folder/a.ts": b"a"})
    repository = Repository.open(repo.root / "folder")
    assert repository.root == repo.root
    assert repository.snapshot().read("folder/a.ts") == b"a"
    assert repository.status().clean


def test_relative_folder_that_looks_like_an_option(make, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = make(name="-x")
    repo.commit({"a.ts": b"a"})
    monkeypatch.chdir(repo.root.parent)
    assert Repository.open("-x").root == repo.root


def test_from_a_subfolder_paths_stay_those_of_the_root(repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a/b.ts": b"", "c.ts": b""})
    repo.write({"c.ts": b"dirty", "new.ts": b""})
    monkeypatch.chdir(repo.root / "a")
    repository = Repository.open()
    assert sorted(repository.snapshot().paths()) == ["a/b.ts", "c.ts"]
    assert repository.dirty_paths() == ("c.ts", "new.ts")


def test_bare(make) -> None:
    repo = make()
    repo.commit({"a.ts": b"a"})
    repo.git("clone", "-q", "--bare", ".", "../bare")
    repository = Repository.open(repo.root.parent / "bare")
    assert repository.root is None
    snapshot = repository.snapshot()
    tree = Overlay(snapshot)
    tree.write("a.ts", b"b")
    writer = repository.writer(snapshot)
    writer.publish("x", writer.commit(tree, snapshot.commit, "x"), None, "x")
    assert repository.tree_of("x") == repository.tree_id(tree, snapshot)
    assert repository.status().clean
    assert "no work tree" in repository.switch("x")


def test_inside_the_git_folder(repo) -> None:
    repo.commit({"a.ts": b"a"})
    repository = Repository.open(repo.root / ".git")
    assert repository.snapshot().read("a.ts") == b"a"
    assert repository.root is None


def test_shallow_clone(make) -> None:
    repo = make()
    repo.commit({"a.ts": b"a"})
    tip = repo.commit({"a.ts": b"b"})
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", "../shallow")
    repository = Repository.open(repo.root.parent / "shallow")
    assert repository.snapshot().read("a.ts") == b"b"
    assert [commit.oid for commit in repository.commits("HEAD")] == [tip]


def test_alternates(make) -> None:
    repo = make()
    repo.commit({"a.ts": b"a"})
    repo.git("clone", "-q", "--shared", ".", "../shared")
    repository = Repository.open(repo.root.parent / "shared")
    snapshot = repository.snapshot()
    tree = Overlay(snapshot)
    tree.move("a.ts", "b.ts")
    writer = repository.writer(snapshot)
    writer.publish("x", writer.commit(tree, snapshot.commit, "x"), None, "x")
    assert repository.snapshot("x").read("b.ts") == b"a"


def test_replaced_objects_are_read_as_stored(repo) -> None:
    repo.commit({"a.ts": b"true\n"})
    other = repo.git("hash-object", "-w", "--stdin", stdin=b"replaced\n").strip()
    repo.git("replace", repo.git("rev-parse", "HEAD:a.ts").strip(), other)
    assert Repository.open(repo.root).snapshot().read("a.ts") == b"true\n"


def test_a_hook_s_variables_do_not_send_us_elsewhere(make, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make(name="one"), make(name="other")
    one.commit({"one.ts": b""})
    other.commit({"other.ts": b""})
    monkeypatch.setenv("GIT_DIR", str(one.root / ".git"))
    with pytest.raises(GitError, match="GIT_DIR says"):
        Repository.open(other.root)
    assert list(Repository.open(one.root).snapshot().paths()) == ["one.ts"]
    monkeypatch.chdir(other.root)
    assert list(Repository.open().snapshot().paths()) == ["one.ts"]
    monkeypatch.chdir(one.root)
    monkeypatch.setenv("GIT_DIR", ".git")
    assert list(Repository.open(one.root).snapshot().paths()) == ["one.ts"]
    assert Repository.open().status().clean


def test_a_linked_work_tree_under_git_dir(repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a.ts": b""})
    repo.git("worktree", "add", "-q", "../linked")
    linked = repo.root.parent / "linked"
    assert Repository.open(linked).root == linked
    monkeypatch.setenv("GIT_DIR", str(repo.root / ".git/worktrees/linked"))
    assert Repository.open(linked).current_branch == "linked"


def test_what_a_snapshot_tells(repo) -> None:
    oid = "1" * 40
    repo.commit({"a/b.ts": b"b", "run": ("100755", b"x"), "link": ("120000", b"a/b.ts")})
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{oid},vendor/lib")
    repo.git("commit", "-qm", "submodule")
    snapshot: Tree = Repository.open(repo.root).snapshot()
    assert isinstance(snapshot, GitTree)
    modes = {path: entry.mode for path in snapshot.paths() if (entry := snapshot.entry(path))}
    assert modes == {
        "a/b.ts": Mode.REGULAR,
        "run": Mode.EXECUTABLE,
        "link": Mode.SYMLINK,
        "vendor/lib": Mode.SUBMODULE,
    }
    assert snapshot.read("link") == b"a/b.ts"
    assert snapshot.read("vendor/lib") == f"Subproject commit {oid}\n".encode()
    assert snapshot.is_folder("")
    assert snapshot.is_folder("a")
    assert snapshot.is_folder("vendor")
    assert not snapshot.is_folder("vendor/lib")
    assert snapshot.entry("a") is None
    snapshot.prefetch(["link", "vendor/lib", "nowhere", "a/b.ts"])
    with pytest.raises(MissingFileError):
        snapshot.read("a")


def test_a_submodule_beside_a_change_stays_and_one_may_go(repo) -> None:
    oid = "1" * 40
    repo.commit({"vendor/a.ts": b"a\n"})
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{oid},vendor/lib")
    repo.git("commit", "-qm", "submodule")
    (repo.root / "vendor/lib").mkdir()
    repository = Repository.open(repo.root)
    snapshot = repository.snapshot()
    tree = Overlay(snapshot)
    tree.write("vendor/a.ts", b"b\n")
    commit = repository.writer(snapshot).commit(tree, snapshot.commit, "x")
    assert repo.git("rev-parse", f"{commit}:vendor/lib").strip() == oid
    tree.delete("vendor/lib")
    repo.git("apply", "--index", stdin=patch(changes_between(snapshot, tree), snapshot))
    assert repo.git("write-tree").strip() == repository.tree_id(tree, snapshot)


def test_a_broken_object_is_a_git_error(repo) -> None:
    repo.commit({"a.ts": b"a\n", "b.ts": b"b\n", "c.ts": b"c\n"})
    gone, broken = (repo.git("rev-parse", f"HEAD:{name}.ts").strip() for name in "ab")
    (repo.root / ".git/objects" / gone[:2] / gone[2:]).unlink()
    path = repo.root / ".git/objects" / broken[:2] / broken[2:]
    path.chmod(0o644)
    path.write_bytes(b"not deflated")
    snapshot = Repository.open(repo.root).snapshot()
    for name in ("a.ts", "b.ts"):
        with pytest.raises(GitError) as error:
            snapshot.read(name)
        assert "git fsck" in error.value.hint
        snapshot.prefetch([name, "c.ts"])
        with pytest.raises(GitError):
            snapshot.read(name)
    assert snapshot.read("c.ts") == b"c\n"


def test_git_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, migrator.vcs; sys.exit('git' in sys.modules)"
    python = str(Path(os.sys.executable))
    assert os.spawnl(os.P_WAIT, python, python, "-c", code) == 0
