"""Commits and branches: what git then has, who made it, and when it is refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from migrator.errors import ExitCode, GitError, UsageError
from migrator.tree import Overlay
from migrator.vcs import Repository

OLD = b"".join(b"line %d\n" % number for number in range(40))


def moved_and_edited(repo) -> tuple[Repository, str, str, str]:
    """A repository with a history, and two commits on it: a pure move, then an edit, with a shim left behind."""
    repo.commit({"src/a.ts": b"first\n"}, "add a")
    base = repo.commit({"src/a.ts": OLD}, "fill a")
    repository = Repository.open(repo.root)
    snapshot = repository.snapshot()
    move = Overlay(snapshot)
    move.move("src/a.ts", "packages/x/src/a.ts")
    edit = Overlay(move)
    edit.write("packages/x/src/a.ts", OLD.replace(b"line 3\n", b"changed\n"))
    edit.write("src/a.ts", b'export * from "../packages/x/src/a"\n')
    writer = repository.writer(snapshot)
    first = writer.commit(move, base, "move\n\nMigration-Part: move\n")
    second = writer.commit(edit, first, "edit\n\nMigration-Plan: p\nMigration-Part: edit\n")
    return repository, base, first, second


def test_history_follows_a_moved_file(repo) -> None:
    repository, base, first, second = moved_and_edited(repo)
    repository.writer(repository.snapshot()).publish("migrate/x", second, None, "migrate: apply x")
    assert "R100\tsrc/a.ts\tpackages/x/src/a.ts" in repo.git("show", "--format=", "--name-status", first)
    log = repo.git("log", "--follow", "--format=%s", "migrate/x", "--", "packages/x/src/a.ts").split("\n")
    assert log[:-1] == ["edit", "move", "fill a", "add a"]
    blame = repo.git("blame", "-s", "migrate/x", "--", "packages/x/src/a.ts").split("\n")
    assert sum(line.startswith(base[:7]) for line in blame) == 39
    assert repo.git("fsck", "--strict", "--no-dangling") == ""
    assert repo.git("log", "-g", "--format=%gs", "migrate/x").strip() == "migrate: apply x"


def test_neither_index_nor_work_tree_is_used(repo) -> None:
    repo.commit({"a.ts": b"a\n"})
    repo.write({"a.ts": b"dirty\n"})
    repo.git("add", "a.ts")
    index = (repo.root / ".git/index").read_bytes()
    repository, _, _, second = moved_and_edited_over(repo)
    repository.writer(repository.snapshot()).publish("x", second, None, "x")
    assert (repo.root / "a.ts").read_bytes() == b"dirty\n"
    assert (repo.root / ".git/index").read_bytes() == index


def moved_and_edited_over(repo) -> tuple[Repository, str, str, str]:
    repository = Repository.open(repo.root)
    snapshot = repository.snapshot()
    tree = Overlay(snapshot)
    tree.write("a.ts", b"new\n")
    commit = repository.writer(snapshot).commit(tree, snapshot.commit, "x")
    return repository, snapshot.commit, commit, commit


def test_nothing_points_to_a_commit_before_it_is_published(repo) -> None:
    moved_and_edited(repo)
    assert repo.git("for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]


def test_filters_and_line_endings_are_left_alone(repo) -> None:
    repo.commit({".gitattributes": b"* text=auto eol=crlf\n*.lfs filter=up\n", "a.ts": b"a\n", "b.lfs": b"pointer\n"})
    repo.git("config", "filter.up.clean", "tr a-z A-Z")
    repo.git("config", "core.autocrlf", "true")
    repository = Repository.open(repo.root)
    snapshot = repository.snapshot()
    tree = Overlay(snapshot)
    tree.write("a.ts", b"crlf\r\nand lf\n")
    tree.move("b.lfs", "c.lfs")
    tree.write("d.lfs", b"new\n")
    commit = repository.writer(snapshot).commit(tree, snapshot.commit, "x")
    assert repo.git("cat-file", "blob", f"{commit}:a.ts") == "crlf\r\nand lf\n"
    assert repo.git("cat-file", "blob", f"{commit}:d.lfs") == "new\n"
    assert repo.git("rev-parse", f"{commit}^{{tree}}").strip() == repository.tree_id(tree, snapshot)


def test_a_branch_that_is_there_is_not_overwritten(repo) -> None:
    repository, base, _, second = moved_and_edited(repo)
    repo.git("branch", "x", base)
    writer = repository.writer(repository.snapshot())
    with pytest.raises(GitError) as error:
        writer.publish("x", second, None, "x")
    assert error.value.exit_code is ExitCode.GIT
    assert "somebody else" in error.value.hint
    assert repository.branch_tip("x") == base


def test_a_branch_that_moved_is_not_overwritten(repo) -> None:
    repository, base, first, second = moved_and_edited(repo)
    repo.git("branch", "x", first)
    writer = repository.writer(repository.snapshot())
    repo.git("update-ref", "refs/heads/x", base)  # somebody else
    with pytest.raises(GitError, match="expected") as error:
        writer.publish("x", second, first, "x")
    assert "somebody else" in error.value.hint
    with pytest.raises(GitError):
        repository.delete_branch("x", first)
    assert repository.branch_tip("x") == base
    writer.publish("x", second, base, "x")
    assert repository.branch_tip("x") == second


def test_a_locked_branch(repo) -> None:
    repository, _, _, second = moved_and_edited(repo)
    (repo.root / ".git/refs/heads/x.lock").write_bytes(b"")
    with pytest.raises(GitError, match=r"x\.lock") as error:
        repository.writer(repository.snapshot()).publish("x", second, None, "x")
    assert "another git command" in error.value.hint
    assert repository.branch_tip("x") is None


def test_a_branch_in_the_way_of_the_name(repo) -> None:
    repository, base, _, second = moved_and_edited(repo)
    repo.git("branch", "migrate", base)
    with pytest.raises(GitError) as error:
        repository.writer(repository.snapshot()).publish("migrate/x", second, None, "x")
    assert "--branch" in error.value.hint


@pytest.mark.parametrize("name", ["", "-x", "a..b", "a b", "x.lock", "a~1", "HEAD", "x/", "@{-1}"])
def test_names_that_are_no_branches(repo, name: str) -> None:
    repo.commit({})
    with pytest.raises(UsageError):
        Repository.open(repo.root).branch_tip(name)


def test_a_branch_checked_out_elsewhere_is_left_alone(repo) -> None:
    repository, base, _, second = moved_and_edited(repo)
    repo.git("worktree", "add", "-q", "-b", "x", "../linked", base)
    repo.git("branch", "x/y", base, check=False)
    assert repository.checked_out_at("x") == repo.root.parent / "linked"
    assert repository.checked_out_at("nowhere") is None
    with pytest.raises(GitError, match="linked"):
        repository.writer(repository.snapshot()).publish("x", second, base, "x")
    with pytest.raises(GitError, match="linked"):
        repository.delete_branch("x", base)
    assert repository.branch_tip("x") == base
    assert "already checked out" in repository.switch("x")


def test_the_branch_checked_out_here_takes_its_files_along(repo) -> None:
    repository, base, _, second = moved_and_edited(repo)
    repo.git("switch", "-qc", "x")
    writer = repository.writer(repository.snapshot())
    with pytest.raises(GitError, match="no longer at"):
        writer.publish("x", second, None, "x")
    repo.write({"src/a.ts": b"dirty\n"})
    with pytest.raises(GitError):
        writer.publish("x", second, base, "x")
    assert (repo.root / "src/a.ts").read_bytes() == b"dirty\n"
    assert repository.branch_tip("x") == base
    repo.git("checkout", "-q", "src/a.ts")
    writer.publish("x", second, base, "migrate: apply x")
    assert repository.branch_tip("x") == second
    assert repo.git("status", "--porcelain") == ""
    assert (repo.root / "packages/x/src/a.ts").exists()


def test_rollback_leaves_nothing_of_the_branch(repo) -> None:
    repository, _, _, second = moved_and_edited(repo)
    repository.writer(repository.snapshot()).publish("migrate/x.y", second, None, "x")
    repo.git("config", "branch.migrate/x.y.description", "it")
    repo.git("config", "branch.migrate/xzy.description", "another's")
    repository.delete_branch("migrate/x.y", second)
    assert repository.branch_tip("migrate/x.y") is None
    assert repo.git("config", "--get-regexp", "^branch").split("\n")[:-1] == [
        "branch.migrate/xzy.description another's"
    ]
    assert not (repo.root / ".git/logs/refs/heads/migrate/x.y").exists()
    assert repository.branches() == ["main"]


def test_who_commits(repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(key)
    repo.git("config", "user.name", "Grace Ü")
    repo.git("config", "user.email", "grace@example.com")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    repo.commit({"a.ts": b"a\n"})
    _, _, commit, _ = moved_and_edited_over(repo)
    shown = repo.git("show", "-s", "--format=%an <%ae> %cn <%ce>", commit).strip()
    assert shown == "Ada <grace@example.com> Grace Ü <grace@example.com>"


def test_nobody_commits(repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a.ts": b"a\n"})
    for key in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(key)
    repo.git("config", "user.useConfigOnly", "true")
    repository = Repository.open(repo.root)
    with pytest.raises(GitError) as error:
        repository.writer(repository.snapshot())
    assert "git config user.name" in error.value.hint


def test_commits_are_signed_where_git_is_set_to(repo) -> None:
    key = repo.root.parent / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    allowed = repo.root.parent / "allowed"
    allowed.write_text(f"ada@example.com {key.with_suffix('.pub').read_text()}")
    repo.commit({"a.ts": b"a\n"})
    for name, value in {
        "gpg.format": "ssh",
        "user.signingKey": str(key),
        "gpg.ssh.allowedSignersFile": str(allowed),
        "commit.gpgSign": "yes",
    }.items():
        repo.git("config", name, value)
    repository, _, commit, _ = moved_and_edited_over(repo)
    assert repo.git("log", "-1", "--format=%G?", commit).strip() == "G"
    repo.git("config", "log.showSignature", "true")
    assert [each.subject for each in repository.commits(commit)] == ["x", "base"]
    repo.git("config", "user.signingKey", str(Path("/nowhere")))
    with pytest.raises(GitError) as error:
        moved_and_edited_over(repo)
    assert "commit.gpgsign" in error.value.hint


@pytest.mark.parametrize(
    ("message", "stored"), [("für\n", b"f\xfcr\n"), ("für 漢字\n", "für 漢字\n".encode())], ids=["fits", "does not fit"]
)
def test_commit_encoding(repo, message: str, stored: bytes) -> None:
    repo.commit({"a.ts": b"a\n"})
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    repository = Repository.open(repo.root)
    snapshot = repository.snapshot()
    commit = repository.writer(snapshot).commit(Overlay(snapshot), snapshot.commit, message)
    whole = subprocess.run(["git", "cat-file", "commit", commit], cwd=repo.root, capture_output=True, check=True).stdout
    assert whole.endswith(b"\n\n" + stored)
    assert (b"\nencoding ISO-8859-1\n" in whole) == (message == "für\n")
    assert repository.commits(commit, snapshot.commit)[0].message == message.strip()


def test_commits_tell_their_trailers(repo) -> None:
    repository, base, first, second = moved_and_edited(repo)
    newest, older = repository.commits(second, base)
    assert (newest.oid, older.oid) == (second, first)
    assert newest.parents == (first,)
    assert newest.subject == "edit"
    assert newest.trailer("migration-plan") == "p"
    assert older.trailer("Migration-Plan") is None
    assert older.trailers == (("Migration-Part", "move"),)
    assert repository.commits(base, base) == []


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_folders_sort_as_git_sorts_them(make, object_format: str) -> None:
    repo = make(f"--object-format={object_format}")
    repo.commit({"a/x.ts": b"x\n", "a.ts": b"a\n", "a-b": b"b\n", "a0": b"0\n"})
    repository = Repository.open(repo.root)
    snapshot = repository.snapshot()
    tree = Overlay(snapshot)
    tree.write("a/x.ts", b"changed\n")
    commit = repository.writer(snapshot).commit(tree, snapshot.commit, "x")
    repo.write({"a/x.ts": b"changed\n"})
    repo.git("add", "--all")
    assert repository.tree_id(tree, snapshot) == repo.git("write-tree").strip()
    assert repo.git("rev-parse", f"{commit}^{{tree}}") == repo.git("write-tree")
    assert repo.git("fsck", "--strict", "--no-dangling") == ""
