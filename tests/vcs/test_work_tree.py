"""What is uncommitted, and switching without losing any of it."""

from __future__ import annotations

import pytest

from migrator.errors import GitError
from migrator.vcs import Repository, Status


def test_what_is_uncommitted(repo) -> None:
    repo.commit({"a.ts": b"a", "b c.ts": b"b", "d.ts": b"d", "e\nf.ts": b"e", ".gitignore": b"ignored\n"})
    repo.write({"b c.ts": b"changed", "ü/new.ts": b"", "ü/[1].ts": b"", "ignored": b""})
    (repo.root / "d.ts").unlink()
    repo.git("mv", "e\nf.ts", "g.ts")
    status = Repository.open(repo.root).status()
    assert status.modified == ("b c.ts", "d.ts", "e\nf.ts", "g.ts")
    assert status.untracked == ("ü/[1].ts", "ü/new.ts")
    assert not status.clean
    assert status.paths == ("b c.ts", "d.ts", "e\nf.ts", "g.ts", "ü/[1].ts", "ü/new.ts")


def test_untracked_files_leave_it_clean() -> None:
    assert Status(untracked=("new.ts",)).clean
    assert not Status(unmerged=("a.ts",)).clean


def test_unmerged(repo) -> None:
    repo.commit({"a b.ts": b"base\n"})
    repo.git("switch", "-qc", "other")
    repo.commit({"a b.ts": b"other\n"})
    repo.git("switch", "-q", "main")
    repo.commit({"a b.ts": b"main\n"})
    repository = Repository.open(repo.root)
    repository.check_merged()
    repo.git("merge", "other", check=False)
    assert repository.status().unmerged == ("a b.ts",)
    with pytest.raises(GitError, match=r"a b\.ts"):
        repository.check_merged()
    assert repository.switch("other") == "a merge is under way"


def test_switch(repo) -> None:
    repo.commit({"a.ts": b"a"})
    repo.git("branch", "x")
    repo.write({"untracked.ts": b""})
    repository = Repository.open(repo.root)
    assert repository.switch("x") == ""
    assert repository.current_branch == "x"
    repo.git("switch", "-q", "--detach")
    assert repository.current_branch is None
    assert "invalid reference" in repository.switch("nowhere")


def test_a_dirty_work_tree_is_left_alone(repo) -> None:
    repo.commit({"a.ts": b"a"})
    repo.git("branch", "x")
    repo.write({"a.ts": b"dirty"})
    repository = Repository.open(repo.root)
    assert repository.switch("x") == "the work tree has uncommitted changes in 1 file"
    assert repository.current_branch == "main"


@pytest.mark.parametrize("ignored", [b"new.ts\n", b""], ids=["ignored", "untracked"])
def test_files_in_the_way_are_not_overwritten(repo, ignored: bytes) -> None:
    repo.commit({".gitignore": ignored})
    repo.git("switch", "-qc", "x")
    repo.commit({"new.ts": b"committed"})
    repo.git("switch", "-q", "main")
    repo.write({"new.ts": b"precious"})
    repository = Repository.open(repo.root)
    assert "new.ts" in repository.switch("x")
    assert (repo.root / "new.ts").read_bytes() == b"precious"
    assert repository.current_branch == "main"


def test_a_locked_index(repo) -> None:
    repo.commit({"a.ts": b"a"})
    repo.git("branch", "x")
    (repo.root / ".git/index.lock").write_bytes(b"")
    repository = Repository.open(repo.root)
    assert repository.status().clean
    assert "index.lock" in repository.switch("x")
