"""The monorepo that measurements are made on: the same one everywhere, and one in which everything leads somewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks.monorepo import generate
from benchmarks.monorepo.layout import CORE, SCOPE, SHARED
from migrator.tree import MemoryTree
from migrator.workspace import Project, Resolved, Unresolved


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("made") / "repository", 60).folder


@pytest.fixture(scope="module")
def project(made: Path) -> Project:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=made, capture_output=True, text=True, check=True).stdout
    return Project(MemoryTree({path: (made / path).read_bytes() for path in listed.split("\0") if path}))


def test_size_and_seed_decide_every_byte(made: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", 60)
    generate(tmp_path / "other", 60, seed=2)
    commits = [
        subprocess.run(["git", "rev-parse", "HEAD"], cwd=one, capture_output=True, check=True).stdout
        for one in (made, tmp_path / "again", tmp_path / "other")
    ]
    assert commits[0] == commits[1] != commits[2]


def test_a_folder_that_holds_something_is_left_alone(made: Path) -> None:
    with pytest.raises(FileExistsError, match="not empty"):
        generate(made, 60)


def test_every_module_parses_and_every_reference_leads_somewhere(project: Project) -> None:
    assert [path for path in project.sources if project.module(path).root.has_error] == []
    edges = list(project.graph.edges)
    assert [edge.reference.specifier for edge in edges if isinstance(edge.resolution, Unresolved)] == []
    names = {name.imported for edge in edges for name in edge.reference.names}
    assert len(names) > 100


def test_names_are_imported_from_where_they_are_exported(project: Project) -> None:
    for edge in project.graph.edges:
        if isinstance(edge.resolution, Resolved):
            for name in edge.reference.names:
                assert name.imported == "*" or project.symbols.declaration(edge.resolution.path, name.imported), edge


def test_packages_and_folders_are_named_in_every_manner(project: Project) -> None:
    specifiers = {edge.reference.specifier for edge in project.graph.edges}
    for start in ("./", "../", "@/lib/shared/", "@features/", "@ui/", f"{SCOPE}/{CORE}/", "node:", "@/inngest"):
        assert any(one.startswith(start) for one in specifiers), start
    assert f"{SCOPE}/{CORE}" in specifiers
    assert f"{SHARED}/index.ts" in project.sources
