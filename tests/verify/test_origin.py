from __future__ import annotations

import json
from pathlib import Path

import pytest
from made import Made, found

from migrator.errors import GitError, UsageError
from migrator.verify.references import References
from migrator.verify.untouched import Untouched

WRITE = {
    "id": "one",
    "codemod": "write",
    "with": {"path": "a.txt", "text": "{{ text }}", "decisions": "{{ decisions }}"},
}
PARAMS = {
    "text": {"type": "string", "default": ""},
    "decisions": {"type": "mapping", "default": {}},
    "never-given": {"type": "string", "default": None},
}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    made = Made(tmp_path, monkeypatch)
    made.commit({"a.txt": "old\n"}, "first")
    made.plan(WRITE, params=PARAMS)
    return made


def long_decisions() -> str:
    return json.dumps({f"apps/web/src/lib/{number:05}.ts": "repoint:@acme/log" for number in range(3000, 0, -1)})


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("plain", "{}"),
        ("caf\u00e9 \u65e5\u672c \U0001f600 \u2028 \u202e", "{}"),
        ("two\nlines\r\nand\n\nMigration-Base: 0000\n", "{}"),
        ("not utf-8: \udce9", "{}"),
        (" trailing: and = and \"quotes\" 'of' both\\ kinds\t", "{}"),
        ("", '{"z/caf\u00e9.ts": "keep", "a.ts": "co-move", "m": "repoint:@a/b"}'),
        ("", long_decisions()),
    ],
    ids=["plain", "unicode", "lines", "bytes", "signs", "order", "long"],
)
def test_parameters_survive_in_the_trailer_whatever_is_in_them(made: Made, text: str, decisions: str) -> None:
    assert made.apply("-q", "-p", f"text={text}", "-p", f"decisions={decisions}") == 0
    made.commit({}, "on top: by hand")
    subject = made.subject()
    assert subject.params == {"text": text, "decisions": json.loads(decisions)}
    assert list(subject.params["decisions"]) == list(json.loads(decisions))
    assert subject.differs == ""
    proven = made.proven(Untouched(), subject)
    assert (proven.status, found(proven)) == ("passed", [])


def test_the_trailer_is_one_line_in_ascii(made: Made) -> None:
    made.apply("-q", "-p", "text=caf\u00e9\n\u2028")
    lines = made.git("log", "-1", "--format=%B").split("\n")
    assert [line for line in lines if line.startswith("Migration-Params")] == [
        'Migration-Params: {"text": "caf\\u00e9\\n\\u2028", "decisions": {}, "never-given": null}'
    ]


def without_params(made: Made) -> None:
    """The branch as a program made it that wrote no such trailer yet."""
    message = made.git("log", "-1", "--format=%B")
    kept = "\n".join(line for line in message.split("\n") if not line.startswith("Migration-Params"))
    made.git("commit", "--quiet", "--amend", "--cleanup=verbatim", "--file=-", stdin=f"{kept}\n".encode())


def test_a_branch_without_parameters_is_still_the_plans(made: Made, capfd: pytest.CaptureFixture[str]) -> None:
    made.apply("-q")
    without_params(made)
    capfd.readouterr()
    assert made.apply("--base", "main", "--format", "json") == 0
    assert json.loads(capfd.readouterr().out)["branch"] == "migrate/tidy"
    assert made.proven(Untouched()).status == "passed"


def test_parameters_that_nobody_wrote_down_are_taken_to_be_the_defaults_and_that_is_said(made: Made) -> None:
    made.apply("-q", "-p", "text=given")
    without_params(made)
    proven = made.proven(Untouched())
    assert proven.status == "failed"
    assert "is not the run that made the branch" in proven.detail


def test_a_trailer_that_is_no_json_is_as_none(made: Made) -> None:
    made.apply("-q")
    message = made.git("log", "-1", "--format=%B").replace('Migration-Params: {"', "Migration-Params: {")
    made.git("commit", "--quiet", "--amend", "--cleanup=verbatim", "--file=-", stdin=f"{message}\n".encode())
    assert made.subject().params == {}


def test_the_base_is_what_the_plans_commits_lie_on_also_after_a_rebase(made: Made) -> None:
    first = made.git("rev-parse", "HEAD")
    made.apply("-q")
    assert made.subject().base_commit == first
    made.git("switch", "-q", "main")
    second = made.commit({"other.txt": "x\n"}, "second")
    made.git("rebase", "-q", "main", "migrate/tidy")
    # The first commit is there still, before the second.
    assert made.subject().base_commit == first
    assert made.subject(base="main").base_commit == second
    assert made.proven(Untouched(), made.subject(base="main")).status == "passed"
    made.git("switch", "-q", "--orphan", "fresh")
    orphan = made.commit({"a.txt": "old\n"}, "afresh")
    made.git("rebase", "-q", "--onto", "fresh", "main", "migrate/tidy")
    assert made.subject().base_commit == orphan
    assert made.proven(Untouched()).status == "passed"


def test_the_latest_of_several_plans_on_a_branch_counts(made: Made) -> None:
    made.apply("-q")
    between = made.commit({"other.txt": "x\n"})
    made.plan({"id": "two", "codemod": "write", "with": {"path": "b.txt", "text": "b\n"}})
    made.apply("-q", "--branch", "again")
    subject = made.subject()
    assert subject.base_commit == between
    assert made.proven(Untouched(), subject).status == "passed"


def test_a_base_that_is_not_here_is_said(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.apply("-q")
    made.git("clone", "-q", "--depth=1", f"file://{made.root}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    made.root = tmp_path / "shallow"
    with pytest.raises(GitError, match="started from is not here"):
        made.subject()


def test_no_trailers_and_no_base_is_a_mistake(made: Made) -> None:
    with pytest.raises(UsageError, match="no commit of HEAD says which plan made it"):
        made.subject()


def test_where_the_plan_is_not_to_be_had_git_pairs_the_files(made: Made) -> None:
    made.commit({"src/a.ts": "export const a = 1;\n// long enough\n", "src/b.ts": 'import { a } from "./a";\na;\n'})
    made.git("switch", "-q", "-c", "by-hand")
    made.git("mv", "src/a.ts", "src/c.ts")
    made.commit({}, "move")
    made.commit({"src/b.ts": 'import { a } from "./c";\na;\n'}, "edit")
    made.git("mv", "src/c.ts", "src/d.ts")
    made.commit({"src/b.ts": 'import { a } from "./d";\na;\n'}, "again")
    subject = made.subject(base="main", plan=False)
    assert subject.lineage.moves == {"src/a.ts": "src/d.ts"}
    assert made.proven(References(), subject).status == "passed"
    made.commit({"src/e.ts": "export const a = 2;\n", "src/b.ts": 'import { a } from "./e";\na;\n'}, "wrong")
    proven = made.proven(References(), made.subject(base="main", plan=False))
    assert (proven.status, found(proven)[0][0]) == ("failed", "src/b.ts")
