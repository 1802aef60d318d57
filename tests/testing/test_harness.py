"""The harness for those who write codemods: what it says when something is wrong, and where."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.codemod import Codemod
from migrator.codemod.folder import codemods_in
from migrator.errors import UsageError
from migrator.testing import changes_of, prove, read_case
from migrator.testing.cases import cases_of, example_of, read_case_file

WRITE = '''
from migrator.api import Codemod, Context, RefusedError, param


class Write(Codemod):
    """Write a file."""

    path: str = param("Where.", example="a.txt")
    times: int = param("How often.", default=1)

    def apply(self, context: Context) -> None:
        if self.times > 3:
            raise RefusedError("that is too often")
        for path in list(context.tree.paths()):
            context.tree.delete(path)
        context.tree.write(self.path, b"x" * self.times)
'''
CASE = """It writes.

with: {path: a.txt}
=== before
--- b.txt
b
=== after
--- a.txt
x
\\
--- b.txt (deleted)
"""
Load = Callable[[str], type[Codemod]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """The codemod that a text declares, in `codemods/write.py` of the current directory."""
    monkeypatch.chdir(tmp_path)

    def made(source: str) -> type[Codemod]:
        (tmp_path / "codemods").mkdir()
        (tmp_path / "codemods/write.py").write_text(source, encoding="utf-8")
        (found,) = codemods_in(tmp_path / "codemods")
        return found.load()

    return made


def test_a_case_that_holds(load: Load, tmp_path: Path) -> None:
    prove(load(WRITE), read_case(CASE, "a.case"), tmp_path / "repository")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (WRITE.replace('    """Write a file."""\n\n', ""), "codemods/write.py:5: Write has no docstring"),
        (
            WRITE.replace('int = param("How often.", default=1)', "int = 1"),
            "codemods/write.py:9: the parameter times has",
        ),
    ],
)
def test_what_says_nothing_about_itself_has_its_line(load: Load, tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(AssertionError) as caught:
        prove(load(source), read_case(CASE, "a.case"), tmp_path / "repository")
    assert str(caught.value).startswith(said)


def test_a_codemod_that_does_nothing_yet_is_told_where_to_go_on(load: Load, tmp_path: Path) -> None:
    idle = WRITE.partition("        if self.times")[0] + "        pass\n"
    with pytest.raises(AssertionError) as caught:
        prove(load(idle), read_case(CASE, "a.case"), tmp_path / "repository")
    assert str(caught.value) == (
        "write has changed nothing. Next: say what changes, at codemods/write.py:11\nthe result has no a.txt"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{path: a.txt}",
            "{pth: a.txt}",
            ["a.case:3:7: 'path' is missing", "a.case:3:8: unknown key 'pth'; did you mean 'path'?"],
        ),
        ("with: {path: a.txt}\n", "", ["a.case:1:1: 'path' is missing"]),
        ("{path: a.txt}", "{path: a.txt, times: many}", ["a.case:3:28: 'times' must be a whole number; it is 'many'"]),
        (" {path: a.txt}", "\n  path: a.txt\n  times: [\n", ["a.case:"]),
        ("{path: a.txt}", "[a]", ["a.case:3:7: `with` maps parameters to values"]),
        ("{path: a.txt}", "{path: a, path: b}", ["a.case:3:17: the key `path` is there already, on line 3"]),
        ("=== before", "== before", ["a.case:1:1: a case needs a line `=== before`"]),
        ("It writes.\n", "", ["a.case:1:1: a case starts with a sentence"]),
    ],
)
def test_a_mistake_in_a_case_has_its_place(load: Load, tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    codemod = load(WRITE)
    with pytest.raises(UsageError) as caught:
        prove(codemod, read_case(CASE.replace(old, new, 1), "a.case"), tmp_path / "repository")
    found = str(caught.value).split("\n")
    for line, start in zip(sorted(found), said, strict=True):
        assert line.startswith(start)


def test_changes_for_tests_in_python(load: Load) -> None:
    write = load(WRITE)
    files = {"a.txt": b"x", "b.txt": b"b"}
    assert changes_of(write(path="a.txt"), files) == {"b.txt": None}
    assert changes_of(write(path="c/d.txt", times=2), files) == {"a.txt": None, "b.txt": None, "c/d.txt": b"xx"}
    assert changes_of(write(path="a.txt"), {"a.txt": b"x"}) == {}
    with pytest.raises(AssertionError, match="that is too often"):
        changes_of(write(path="a.txt", times=4), files)


def test_the_example_is_the_case_of_that_name_else_the_first_that_changes_something(load: Load, tmp_path: Path) -> None:
    load(WRITE)
    folder = tmp_path / "codemods/cases/write"
    folder.mkdir(parents=True)
    (found,) = codemods_in(tmp_path / "codemods")
    assert example_of(cases_of(found)) is None
    (folder / "a.case").write_text(CASE.partition("=== after")[0])
    (folder / "b.case").write_bytes(b"\xff")
    (folder / "c.case").write_text(CASE)
    (folder / "d.case").write_text(CASE.replace("It writes", "It writes too"))
    assert [Path(case.path).name for case in cases_of(found)] == ["a.case", "c.case", "d.case"]
    assert example_of(cases_of(found)) == read_case_file(folder / "c.case")
    (folder / "d.case").rename(folder / "example.case")
    assert example_of(cases_of(found)) == read_case_file(folder / "example.case")
    with pytest.raises(UsageError, match=r"b\.case: a case is UTF-8"):
        read_case_file(folder / "b.case")


def test_the_plugin_tells_a_mistake_by_its_place_and_tests_what_lies_beside(load: Load, tmp_path: Path) -> None:
    load(WRITE)
    for name, case in {"write": CASE, "wrte": CASE, "broken": CASE}.items():
        (tmp_path / f"codemods/cases/{name}").mkdir(parents=True)
        (tmp_path / f"codemods/cases/{name}/a.case").write_text(case)
    (tmp_path / "codemods/broken.py").write_text("import nothing_like_it\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "codemods"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "2 failed, 1 passed" in done.stdout
    assert f"{tmp_path}/codemods/broken.py:1: the codemod can't be imported: ModuleNotFoundError" in done.stdout
    assert "there is no codemod 'wrte'\n" in done.stdout
    assert "Traceback" not in done.stdout
