"""What is known of files whose contents nobody reads, or that this clone does not have."""

from __future__ import annotations

from migrator.engine.residue import residue
from migrator.tree import Overlay
from migrator.vcs import Repository
from migrator.workspace import Project

FILES = {
    "package.json": b'{"name": "x"}\n',
    "src/jobs/a.ts": b"export const a = 1;\n",
    "src/b.ts": b"export const b = 1;\n",
    "notes.md": b"See src/jobs/a.\n",
    "film.mp4": b"\0" * 1_000_001,
    "empty": b"",
    "link": ("120000", b"notes.md"),
}


def test_sizes_are_those_of_the_contents(repo) -> None:
    repo.commit(FILES)
    base = Repository.open(repo.root).snapshot()
    overlay = Overlay(base)
    overlay.move("notes.md", "moved.md")
    overlay.write("empty", b"no more")
    for tree in (base, overlay):
        assert {path: tree.size(path) for path in tree.paths()} == {path: len(tree.read(path)) for path in tree.paths()}
        assert tree.size("never") is None
    assert overlay.size("notes.md") is None


def test_what_the_clone_does_not_have_stops_nobody(repo) -> None:
    repo.commit({**FILES, "lost.md": b"Once in src/jobs/a.\n"})
    for path in ("film.mp4", "lost.md"):
        oid = repo.git("rev-parse", f"HEAD:{path}").strip()
        (repo.root / ".git/objects" / oid[:2] / oid[2:]).unlink()
    before = Project(Repository.open(repo.root).snapshot())
    tree = Overlay(before.tree)
    tree.move("src/jobs/a.ts", "packages/jobs/a.ts")
    found = [(one.path, one.why) for one in residue(before, before.over(tree), tree.moves)]
    absent = "is not in this clone, so nobody looked whether it names an old path"
    assert found == [("film.mp4", absent), ("lost.md", absent), ("notes.md", "names an old path: src/jobs")]
