"""A second run knows what the first found out, says the same, and trusts no file that it has not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.cache import Index, index_file
from migrator.tree import MemoryTree
from migrator.workspace import Project

FILES = {
    "a.ts": b'import b, { c as d, type E } from "./b";\nimport * as g from "./b";\nexport { d };\nexport { g };\n',
    "b.ts": b'export * from "./c";\nexport default 1;\nawait import("./c");\n',
    "c.ts": b'export type { E } from "./a";\nexport const c = "\xc3\xa9";\nvi.mock(`./a`);\nimport(`./x/${c}`);\n',
    "page.mdx": b'import { c } from "./c"\n\n# Title\n\n{c}\n',
    "app.vue": b'<script setup lang="ts">\nimport { c } from "./c"\n</script>\n<script src="./b.ts"></script>\n',
    "movie.ts": b"G\x00\xff\xff",
}


def said(project: Project) -> list[object]:
    modules = [project.module(path) for path in project.importers]
    return [
        [(one.path, one.references, one.unvouched, one.exports, one.specifiers) for one in modules],
        [(edge.importer, edge.target) for edge in project.graph.edges],
        dict(project.left_out),
        project.mentioning(b"export"),
        project.mentioning(b"nothing"),
    ]


def run(file: Path, files: dict[str, bytes] = FILES) -> tuple[list[object], list[str]]:
    """What a run says, and which files it read."""
    read: list[str] = []

    class Watched(MemoryTree):
        def read(self, path: str) -> bytes:
            read.append(path)
            return super().read(path)

    index = Index(file)
    result = said(Project(Watched(files), index.known))
    index.save()
    return result, read


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    first, _ = run(tmp_path / "index")
    second, read = run(tmp_path / "index")

    assert second == first
    assert read == []


def test_a_changed_file_is_read(tmp_path: Path) -> None:
    changed = {**FILES, "a.ts": b'import "./c";\n'}
    run(tmp_path / "index")

    result, read = run(tmp_path / "index", changed)
    assert result == said(Project(MemoryTree(changed)))
    assert set(read) == {"a.ts"}


def test_the_same_bytes_in_another_language(tmp_path: Path) -> None:
    source = b'const a = <div>{import("./b")}</div>;\n'
    for name in ("a.tsx", "a.ts", "a.js"):
        result, _ = run(tmp_path / "index", {name: source})
        assert result == said(Project(MemoryTree({name: source})))


@pytest.mark.parametrize("damage", [lambda old: old[:-1], lambda old: b"", lambda old: old[:60] + b"x" + old[61:]])
def test_a_damaged_file_is_no_file(tmp_path: Path, damage) -> None:
    file = tmp_path / "index"
    first, _ = run(file)
    file.write_bytes(damage(file.read_bytes()))

    again, read = run(file)
    assert again == first
    assert set(read) == FILES.keys()
    assert run(file)[1] == []


def test_another_reader_knows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path / "index")
    monkeypatch.setattr("migrator.cache.index.reader_stamp", lambda: b"another version!")

    assert set(run(tmp_path / "index")[1]) == FILES.keys()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file\n")
    first, _ = run(tmp_path / "taken" / "index")

    assert run(tmp_path / "taken" / "index") == (first, run(tmp_path / "taken" / "index")[1])


def test_the_user_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIGRATOR_CACHE", str(tmp_path))
    one, other = index_file(Path("/a")), index_file(Path("/b"))
    assert one is not None and other is not None and one.parent == tmp_path and one != other
    monkeypatch.setenv("MIGRATOR_CACHE", "off")
    assert index_file(Path("/a")) is None
