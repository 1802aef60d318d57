"""Patches as they read, and difflib kept in its bounds."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from unidiff import PatchSet

from migrator.tree import Change, ChangeKind, MemoryTree, Mode, Overlay
from migrator.vcs import changes_between, line_counts, patch
from migrator.vcs.hunks import hunks, similarity
from migrator.vcs.matching import matches


def test_a_patch_as_it_reads() -> None:
    base = MemoryTree({"src/a.ts": b"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "b.ts": b"b\r\nc", "run": b"x\n"})
    tree = Overlay(base)
    tree.move("src/a.ts", "lib/a b.ts")
    tree.write("lib/a b.ts", b"1\n2\n3\n4\nfive\n6\n7\n8\n9\n")
    tree.write("b.ts", b"b\r\nd")
    tree.write("run", b"x\n", Mode.EXECUTABLE)
    tree.write("new/\xfc.ts", b"")
    assert patch(changes_between(base, tree), base).decode().split("\n") == [
        "diff --git a/src/a.ts b/lib/a b.ts",
        "similarity index 76%",
        "rename from src/a.ts",
        "rename to lib/a b.ts",
        "index 07193989308c972f8a2d0f1b3a15c29ea4ac565b..4c5701d775286e43e9f53ee570f38b6070b09616 100644",
        "--- a/src/a.ts",
        "+++ b/lib/a b.ts\t",
        "@@ -2,7 +2,7 @@",
        " 2",
        " 3",
        " 4",
        "-5",
        "+five",
        " 6",
        " 7",
        " 8",
        "diff --git a/b.ts b/b.ts",
        "index 8c63f8d12d53ffe07bb8e136cf21a44213c8801f..28dc4eba6073c1a4a2dbef38a5460e82c7dc4616 100644",
        "--- a/b.ts",
        "+++ b/b.ts",
        "@@ -1,2 +1,2 @@",
        " b\r",
        "-c",
        "\\ No newline at end of file",
        "+d",
        "\\ No newline at end of file",
        'diff --git "a/new/\\303\\274.ts" "b/new/\\303\\274.ts"',
        "new file mode 100644",
        "index 0000000000000000000000000000000000000000..e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "diff --git a/run b/run",
        "old mode 100644",
        "new mode 100755",
        "",
    ]


def test_moves_through_several_steps_are_one_move() -> None:
    base = MemoryTree({"a.ts": b"a\n", "b.ts": b"b\n", "c.ts": b"c\n", "d.ts": b"d\n"})
    first = Overlay(base)
    first.move("a.ts", "x.ts")
    first.write("a.ts", b"shim\n")
    first.move("b.ts", "y.ts")
    first.write("b.ts", b"shim\n")
    first.move("c.ts", "z.ts")
    first.write("e.ts", b"e\n")
    first.write("f.ts", b"f\n")
    second = Overlay(first)
    second.move("x.ts", "far/x.ts")
    second.write("far/x.ts", b"A\n")
    second.delete("a.ts")
    second.delete("y.ts")
    second.move("z.ts", "c.ts")
    second.move("e.ts", "g.ts")
    second.delete("f.ts")
    second.delete("d.ts")
    assert changes_between(base, second) == [
        Change(ChangeKind.MODIFIED, "b.ts", b"b\n", b"shim\n"),
        Change(ChangeKind.DELETED, "d.ts", b"d\n", None),
        Change(ChangeKind.MOVED, "far/x.ts", b"a\n", b"A\n", Mode.REGULAR, "a.ts"),
        Change(ChangeKind.CREATED, "g.ts", None, b"e\n"),
    ]
    assert changes_between(first, second) != changes_between(base, second)
    assert changes_between(base, base) == []


def test_the_changes_of_one_step_make_the_same_patch() -> None:
    base = MemoryTree({"a.ts": b"a\n", "b.ts": b"b\n"})
    tree = Overlay(base)
    tree.delete("b.ts")
    tree.move("a.ts", "b.ts")
    tree.write("a.ts", b"shim\n")
    assert patch(tree.changes(), base) == patch(changes_between(base, tree), base)


def test_two_trees_without_a_common_base() -> None:
    before = MemoryTree({"a.ts": b"a\n", "b.ts": b"b\n"})
    after = MemoryTree({"a.ts": b"A\n", "c.ts": b"b\n"})
    kinds = [(change.kind.value, change.path) for change in changes_between(before, after)]
    assert kinds == [("modified", "a.ts"), ("deleted", "b.ts"), ("created", "c.ts")]


def test_another_reader_counts_the_same_lines() -> None:
    base = MemoryTree({"a.ts": b"1\n2\n3\n", "b.ts": b"x\ny"})
    tree = Overlay(base)
    tree.write("a.ts", b"0\n1\n3\n")
    tree.write("b.ts", b"x\ny\n")
    tree.write("c.ts", b"new\n")
    read = PatchSet(patch(tree.changes(), base).decode())
    counts = [line_counts(change.before, change.after) for change in tree.changes()]
    assert [(file.added, file.removed) for file in read] == counts == [(1, 1), (1, 1), (1, 0)]


@pytest.mark.parametrize("content", [b"a\0b\n", b"caf\xe9\n", bytes(range(256)) * 40], ids=["NUL", "Latin-1", "bytes"])
def test_what_is_no_text_is_there_all_the_same(repo, content: bytes) -> None:
    repo.commit({"a": content, "b": b"text\n", "c": content})
    base = MemoryTree({"a": content, "b": b"text\n", "c": content})
    tree = Overlay(base)
    tree.write("a", b"text\n")
    tree.write("b", content)
    tree.move("c", "d")
    tree.write("d", content + b"more")
    made = patch(tree.changes(), base)
    made.decode("ascii")
    repo.git("apply", "--index", stdin=made)
    for name in "abd":
        assert (repo.root / name).read_bytes() == tree.read(name)


def test_similarity() -> None:
    assert similarity(b"a\n", b"a\n") == 100
    assert similarity(b"", b"") == 100
    assert similarity(b"a\nb\n", b"a\nc\n") == 50
    assert similarity(b"a\n" * 1000, b"a\n" * 1000 + b"b") == 99
    assert similarity(b"a\n", b"b\n") == 0


def rebuilt(old: list[bytes], new: list[bytes]) -> list[bytes]:
    """`new` out of the matches: kept lines come from `old`."""
    lines: list[bytes] = []
    for match in matches(old, new):
        lines += new[len(lines) : match.new]
        lines += old[match.old : match.old + match.size]
    return lines


def test_matches_keep_order_and_lines() -> None:
    chance = random.Random(1)
    for _ in range(300):
        old = [chance.choice([b"a", b"b", b"c", b"d%d" % chance.randrange(9)]) for _ in range(chance.randrange(30))]
        new = [chance.choice([line, b"x", b"a"]) for line in old] + [b"d1"] * chance.randrange(3)
        chance.shuffle(new[: chance.randrange(4)])
        assert rebuilt(old, new) == new
        found = matches(old, new)
        assert found[-1] == (len(old), len(new), 0)
        assert all(a.old + a.size <= b.old and a.new + a.size <= b.new for a, b in pairwise(found))


def large(kind: str) -> tuple[list[bytes], list[bytes]]:
    chance = random.Random(2)
    source = [chance.choice([b"}\n", b"\n", b"  return x;\n", b"const a%d = 1\n" % at]) for at in range(20_000)]
    if kind == "edited":
        return source, [b"changed\n" if at % 500 == 0 else line for at, line in enumerate(source)]
    if kind == "shuffled":
        return source, chance.sample(source, len(source))
    if kind == "rewritten":
        return source, [b"other %d\n" % at for at in range(20_000)]
    return [chance.choice([b"}\n", b"\n"]) for _ in source], [chance.choice([b"}\n", b"\n"]) for _ in source]


@pytest.mark.parametrize("kind", ["edited", "shuffled", "rewritten", "alike"])
def test_twenty_thousand_lines_take_a_moment(kind: str) -> None:
    old, new = large(kind)
    start = time.process_time()
    made = hunks(b"".join(old), b"".join(new))
    assert time.process_time() - start < 5
    assert rebuilt(old, new) == new
    if kind == "edited":
        assert made.count(b"\n+changed") == 40
