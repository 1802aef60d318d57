"""Whatever is done to whatever tree: git agrees on the result's id, takes the patch, and takes it back."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from git_repositories import init
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from migrator.errors import RefusedError
from migrator.tree import MissingFileError, Mode, Overlay
from migrator.vcs import Repository, changes_between, patch

NAMES = ["a", "b.ts", "B.ts", "a b", "über", 'q"uo\\te', "[id]", "new\nline", "-n", "b", "b.tsx", "tab\t", "caf\udce9"]
LINES = [b"import a\n", b"import b\r\n", b"}\n", b"\n", b"x\n", b"y\n", "ä\u2028\n".encode(), b"--- a\n", b"+++ b\n"]

path = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)
content = st.one_of(
    st.tuples(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from([b"", b"end", b"\r"])).map(
        lambda parts: b"".join(parts[0]) + parts[1]
    ),
    st.sampled_from([b"", b"\0\1\2", b"caf\xe9\n", b"x\n" * 5000 + b"\0", b"x\n" * 5000]),
)
mode = st.sampled_from([Mode.REGULAR, Mode.REGULAR, Mode.EXECUTABLE, Mode.SYMLINK])
file = st.tuples(mode, content)
change = st.one_of(
    st.tuples(st.just("write"), st.integers(0), path, content, st.sampled_from([None, Mode.EXECUTABLE, Mode.REGULAR])),
    st.tuples(st.just("edit"), st.integers(0), path, content, st.none()),
    st.tuples(st.just("move"), st.integers(0), path, content, st.none()),
    st.tuples(st.just("delete"), st.integers(0), path, content, st.none()),
    st.tuples(st.just("swap"), st.integers(0), path, content, st.none()),
    st.tuples(st.just("shim"), st.integers(0), path, content, st.none()),
    st.tuples(st.just("link"), st.integers(0), path, content, st.none()),
    st.tuples(st.just("step"), st.integers(0), path, content, st.none()),
)


def is_free(name: str, taken: dict[str, tuple[Mode, bytes]]) -> bool:
    return not any(f"{name}/".startswith(f"{other}/") or f"{other}/".startswith(f"{name}/") for other in taken)


def changed(base: Overlay, changes: list[tuple[str, int, str, bytes, Mode | None]]) -> Overlay:
    """The tree after the changes that are possible, in as many overlays as there are steps."""
    tree = base
    for action, index, target, data, new_mode in changes:
        paths = sorted(tree.paths())
        chosen = paths[index % len(paths)] if paths else "a"
        with suppress(RefusedError, MissingFileError):
            if action == "step":
                tree = Overlay(tree)
            elif action == "write":
                tree.write(target, data, new_mode)
            elif action == "edit":
                tree.write(chosen, data)
            elif action == "delete":
                tree.delete(chosen)
            elif action == "move":
                tree.move(chosen, target)
            elif action == "shim":
                tree.move(chosen, target)
                tree.write(chosen, b"export * from 'there'\n")
            elif action == "link":
                tree.delete(chosen)
                tree.write(chosen, b"target", Mode.SYMLINK)
            elif action == "swap" and len(paths) > 1:
                other = paths[(index + 1) % len(paths)]
                tree.move(chosen, "on-the-way")
                tree.move(other, chosen)
                tree.move("on-the-way", other)
    return tree


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(  # one of two swapped files becomes a symlink
    files={"a": (Mode.REGULAR, b"1"), "b": (Mode.REGULAR, b"2")},
    changes=[("swap", 0, "a", b"", None), ("step", 0, "a", b"", None), ("link", 0, "a", b"", None)],
)
@example(  # a path is filled by another file while its own just goes
    files={"a": (Mode.REGULAR, b"1"), "b": (Mode.REGULAR, b"2")},
    changes=[("delete", 1, "a", b"", None), ("shim", 0, "b", b"", None)],
)
@given(files=st.dictionaries(path, file, max_size=8), changes=st.lists(change, min_size=1, max_size=10))
def test_git_agrees(
    object_format: str, files: dict[str, tuple[Mode, bytes]], changes: list[tuple[str, int, str, bytes, Mode | None]]
) -> None:
    base: dict[str, tuple[Mode, bytes]] = {}
    for name, (kind, data) in files.items():
        if is_free(name, base):
            base[name] = (kind, b"target" if kind is Mode.SYMLINK else data)
    with tempfile.TemporaryDirectory() as folder:
        repo = init(Path(folder), f"--object-format={object_format}")
        parent = repo.commit({name: (kind.value, data) for name, (kind, data) in base.items()})
        repository = Repository.open(repo.root)
        snapshot = repository.snapshot()
        assert {name: (snapshot.entry(name).mode, snapshot.read(name)) for name in snapshot.paths()} == base
        tree = changed(Overlay(snapshot), changes)
        planned = repository.tree_id(tree, snapshot)
        made = patch(changes_between(snapshot, tree), snapshot, object_format)

        if made:
            repo.git("apply", "--index", "--whitespace=nowarn", "-", stdin=made)
        assert repo.git("write-tree").strip() == planned
        assert repo.git("status", "--porcelain").count("\n?? ") == 0
        if made:
            repo.git("apply", "--index", "--whitespace=nowarn", "--reverse", "-", stdin=made)
        assert repo.git("write-tree").strip() == snapshot.oid

        writer = repository.writer(snapshot)
        commit = writer.commit(tree, parent, "change")
        assert repo.git("rev-parse", f"{commit}^{{tree}}").strip() == planned
        again = repository.snapshot(commit)
        assert {name: (again.entry(name).mode, again.read(name)) for name in again.paths()} == {
            name: (tree.entry(name).mode, tree.read(name)) for name in tree.paths()
        }
        repo.git("fsck", "--strict", "--no-dangling")
        repository.close()


def test_names_survive_the_trip(repo) -> None:
    repo.commit({name: os.fsencode(name) for name in NAMES})
    snapshot = Repository.open(repo.root).snapshot()
    assert sorted(snapshot.paths()) == sorted(NAMES)
    assert all(snapshot.read(name) == os.fsencode(name) for name in NAMES)
