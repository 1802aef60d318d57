"""Steps that are commands: shown and not run, run in a checkout of their own, and what becomes of those that fail."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

WRITE = {"id": "write", "codemod": "write", "on-noop": "ok"}
FILES = {"a.txt": "before\n", "lock": "old\n", "deep/b.txt": "b\n"}
APPEND = "open('lock', 'a').write(open('a.txt').read())"


def step(code: str, *, failure: str = "stop", **more: Any) -> dict[str, Any]:
    return {"id": "run", "codemod": "run", "on-noop": "ok", "on-failure": failure, "with": {"code": code, **more}}


def test_planning_shows_the_command_and_runs_nothing(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    file = plan_file(WRITE, step(f"open({str(repo.root / 'ran')!r}, 'w')"))
    before = repo.state()
    planned = migrate("plan", file, "--format", "json").json
    last = planned["steps"][-1]
    assert (last["status"], last["computed"], last["commits"], last["changes"]) == ("not-run", False, [], [])
    assert last["command"][1] == "-c"
    assert "computed" not in planned["steps"][0]
    assert planned["status"] == "ok"
    text = migrate("plan", file).text
    assert "  run                            to be run:" in text
    assert b"lock" not in migrate("plan", file, "--format", "diff").out
    assert repo.state() == before


def test_the_command_sees_the_files_after_the_other_steps_and_its_result_is_committed(repo, plan_file, migrate) -> None:
    base = repo.commit(FILES)
    file = plan_file(WRITE, step(APPEND))
    planned = migrate("plan", file, "--format", "json").json
    done = migrate("apply", file, "--format", "json")
    document = done.json
    assert done.code == 0
    assert done.err.startswith("notice: running in a temporary checkout: ")
    assert repo.git("show", "migrate/tidy:lock") == "old\nafter"
    last = document["steps"][-1]
    assert (last["status"], last["computed"]) == ("applied", False)
    assert last["changes"] == [{"kind": "modified", "path": "lock", "insertions": 1, "deletions": 0}]
    commit = last["commits"][0]
    assert commit["oid"] == repo.git("rev-parse", "migrate/tidy")
    assert document["branch_tree"] == commit["tree"] == repo.git("rev-parse", "migrate/tidy^{tree}")
    assert document["result"] == planned["result"] == {"tree": repo.git("rev-parse", "migrate/tidy~1^{tree}")}
    assert document["digest"] == planned["digest"]
    trailers = repo.git("log", "-1", "--format=%(trailers:only,unfold)", "migrate/tidy").split("\n")
    assert trailers[2:4] == ["Migration-Step: run", "Migration-Part: edit"]
    assert repo.git("rev-list", "--count", f"{base}..migrate/tidy") == "2"
    assert repo.git("status", "--porcelain") == ""
    assert migrate("apply", file, "--base", base, "--format", "json").json == document


def test_the_digest_covers_the_command(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    digests = {migrate("plan", plan_file(WRITE, step(code)), "--format", "json").json["digest"] for code in ("1", "2")}
    assert len(digests) == 2


def test_what_else_the_command_changes_is_dropped_and_said_where_it_matters(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    code = f"{APPEND}; open('a.txt', 'w').write('x'); open('deep/b.txt', 'w').write('x'); open('new', 'w').write('x')"
    done = migrate("apply", plan_file(WRITE, step(code, reads=["a.txt", "lock"])), "--format", "json").json
    said = [(one["code"], one["severity"], one["path"]) for one in done["steps"][-1]["diagnostics"]]
    assert said == [("left-out", "warning", "a.txt")]
    assert repo.git("diff", "--name-only", "HEAD~1", "HEAD") == "lock"


def test_a_command_that_changes_nothing_makes_no_commit(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    done = migrate("apply", plan_file(WRITE, step("pass")), "--format", "json").json
    assert (done["steps"][-1]["status"], done["steps"][-1]["commits"]) == ("noop", [])
    assert done["branch_tree"] == done["result"]["tree"] == repo.git("rev-parse", "migrate/tidy^{tree}")


def test_a_plan_of_nothing_but_a_command_that_changes_nothing_makes_no_branch(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    done = migrate("apply", plan_file(step("pass")), "--format", "json")
    assert (done.code, done.json["status"]) == (0, "noop")
    assert repo.git("branch", "--list", "migrate/*") == ""


FAILURES = [
    pytest.param({"code": "print('no network'); raise SystemExit(3)"}, "ended with status 3", id="status"),
    pytest.param({"code": "import os; os.kill(os.getpid(), 9)"}, "was ended by signal 9", id="signal"),
    pytest.param({"code": "pass", "program": "no-such-program"}, "no-such-program is not on PATH", id="missing"),
    pytest.param({"code": "import time; time.sleep(60)", "timeout": 1}, "was stopped after 1 seconds", id="timeout"),
    pytest.param({"code": "import os; os.remove('lock')"}, "took lock away", id="removed"),
    pytest.param({"code": "import os; os.remove('lock'); os.symlink('a.txt', 'lock')"}, "took lock away", id="link"),
]


@pytest.mark.parametrize(("wrong", "words"), FAILURES)
def test_where_the_plan_says_so_the_rest_stands(repo, plan_file, migrate, wrong, words: str) -> None:
    repo.commit(FILES)
    file = plan_file(WRITE, step(failure="warn", **wrong))
    planned = migrate("plan", file, "--format", "json").json
    done = migrate("apply", file, "--format", "json")
    document = done.json
    assert (done.code, document["status"]) == (0, "ok")
    last = document["steps"][-1]
    assert (last["status"], last["computed"], last["commits"]) == ("failed", False, [])
    (said,) = last["diagnostics"]
    assert (said["code"], said["severity"]) == ("command-failed", "warning")
    assert words in said["message"]
    assert said["hint"] == "run it on the branch, and commit lock"
    tree = repo.git("rev-parse", "migrate/tidy^{tree}")
    assert tree == document["branch_tree"] == document["result"]["tree"] == planned["result"]["tree"]
    repo.git("switch", "--quiet", "main")
    words = "Nothing was written.\nOf step run it has no commit: that changed nothing, or failed.\n"
    assert words in migrate("apply", file, "--no-checkout").text
    repo.git("branch", "-D", "migrate/tidy")
    assert "Step run failed, so its commit is not there.\n" in migrate("apply", file, "--quiet").text


@pytest.mark.parametrize(("wrong", "words"), FAILURES[:3])
def test_otherwise_a_command_that_fails_leaves_no_branch(repo, plan_file, migrate, wrong, words: str) -> None:
    repo.commit(FILES)
    refs = repo.git("for-each-ref")
    file = plan_file(WRITE, step(**wrong))
    done = migrate("apply", file, "--format", "json")
    document = done.json
    assert (done.code, document["status"]) == (1, "failed")
    assert words in document["steps"][-1]["diagnostics"][0]["message"]
    assert "branch" not in document
    assert "oid" not in document["steps"][0]["commits"][0]
    assert (repo.git("for-each-ref"), repo.git("status", "--porcelain")) == (refs, "")
    assert "Step run failed. Nothing was written." in migrate("apply", file).text


def test_the_last_lines_of_the_output_are_shown_without_colours(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    code = "import os\nfor n in range(99): print(n)\nprint('\\x1b[31mred\\x1b[0m', os.getcwd() + '/x'); exit(1)"
    done = migrate("apply", plan_file(WRITE, step(code, failure="warn")), "--format", "json").json
    lines = done["steps"][-1]["diagnostics"][0]["message"].split("\n")
    assert lines[-2:] == ["98", "red ./x"]
    assert "\n50\n" not in "\n".join(lines)


def test_the_command_has_no_input_no_shell_and_none_of_gits_variables(repo, plan_file, migrate, monkeypatch) -> None:
    repo.commit({**FILES, "$(touch hit)": "x"})
    monkeypatch.setenv("GIT_DIR", str(repo.root / ".git"))
    monkeypatch.setenv("INIT_CWD", str(repo.root))
    code = (
        "import os, sys; open('lock', 'w').write('\\n'.join([sys.stdin.read(), os.environ['CI'],"
        " os.environ['NO_COLOR'], str('GIT_DIR' in os.environ or 'INIT_CWD' in os.environ),"
        " str(os.environ['PWD'] == os.getcwd())]))"
        " # $(touch hit) ; touch hit"
    )
    migrate("apply", plan_file(WRITE, step(code)), "--no-checkout")
    assert repo.git("show", "migrate/tidy:lock") == "1\n1\nFalse\nTrue"
    assert not (repo.root / "hit").exists()


def test_nothing_the_command_started_goes_on(repo, plan_file, migrate, tmp_path: Path) -> None:
    repo.commit(FILES)
    alive = tmp_path / "alive"
    child = f"import time\nwhile True:\n    open({str(alive)!r}, 'w').write(str(time.time()))\n    time.sleep(0.02)"
    code = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(0.5)"
    assert migrate("apply", plan_file(WRITE, step(code))).code == 0
    last = alive.read_text()
    time.sleep(0.3)
    assert alive.read_text() == last


def test_an_interruption_while_the_command_runs_leaves_the_repository_as_it_was(
    repo, plan_file, migrate, monkeypatch
) -> None:
    repo.commit(FILES)
    refs = repo.git("for-each-ref")
    wait = subprocess.Popen.wait

    def interrupted(running: Any, timeout: float | None = None) -> int:
        if timeout == 20:
            raise KeyboardInterrupt
        return wait(running, timeout)

    started = time.monotonic()
    with monkeypatch.context() as patch:
        patch.setattr("subprocess.Popen.wait", interrupted)
        done = migrate("apply", plan_file(WRITE, step("import time; time.sleep(60)")))
    assert done.code == 130
    assert time.monotonic() - started < 10
    assert (repo.git("for-each-ref"), repo.git("status", "--porcelain")) == (refs, "")


def test_a_link_out_of_the_checkout_is_not_there(repo, plan_file, migrate, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    repo.commit(FILES)
    (repo.root / "away").symlink_to(outside)
    (repo.root / "inside").symlink_to("deep")
    (repo.root / "deep/up").symlink_to("..")
    (repo.root / "chain").symlink_to("deep/up/../repo")
    repo.commit({})
    code = "import os; open('lock', 'w').write(' '.join(sorted(p for p in os.listdir('.') if os.path.islink(p))))"
    migrate("apply", plan_file(WRITE, step(code)))
    assert repo.git("show", "migrate/tidy:lock") == "inside"


def test_files_arrive_as_git_stores_them(repo, plan_file, migrate) -> None:
    files = {
        ".gitattributes": "*.txt text eol=crlf\n*.bin filter=loud\n",
        "a.txt": "one\ntwo\n",
        "run.sh": "#!/bin/sh\n",
    }
    repo.commit({**FILES, **files, "b.bin": "stored\n"})
    (repo.root / "run.sh").chmod(0o755)
    repo.commit({})
    repo.git("config", "filter.loud.smudge", "tr a-z A-Z")
    repo.git("config", "core.autocrlf", "true")
    code = (
        "import os; open('lock', 'w').write(repr((open('deep/b.txt', 'rb').read(), open('b.bin', 'rb').read(),"
        " os.access('run.sh', os.X_OK), os.path.exists('.git'))))"
    )
    migrate("apply", plan_file({**WRITE, "with": {"path": "c.txt"}}, step(code)), "--no-checkout")
    assert repo.git("show", "migrate/tidy:lock") == "(b'b\\n', b'stored\\n', True, False)"


def test_no_hook_runs_and_no_worktree_stays(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    for hook in ("post-checkout", "pre-commit", "commit-msg"):
        file = repo.root / ".git/hooks" / hook
        file.write_text(f"#!/bin/sh\ntouch {repo.root}/hooked\n")
        file.chmod(0o755)
    migrate("apply", plan_file(WRITE, step(APPEND)), "--no-checkout")
    assert not (repo.root / "hooked").exists()
    assert len(repo.git("worktree", "list").split("\n")) == 1
    assert not (repo.root / ".git/worktrees").exists()


def test_temporary_files_never_lie_in_the_repository(repo, plan_file, migrate, monkeypatch) -> None:
    repo.commit(FILES)
    (repo.root / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(repo.root / "tmp"))
    done = migrate("apply", plan_file(WRITE, step(APPEND, failure="warn")), "--format", "json").json
    assert "is in the repository" in done["steps"][-1]["diagnostics"][0]["message"]
    assert not list((repo.root / "tmp").iterdir())


def test_commands_come_last(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    done = migrate("plan", plan_file(step("pass"), WRITE))
    assert done.code == 2
    assert "run runs a command, and nothing can be computed after that; make it the last step" in done.err
    done = migrate("plan", plan_file({**WRITE, "on-failure": "warn"}, step("pass")))
    assert done.code == 2
    assert "'on-failure: warn' is for steps that run a command; write is computed: `stop` or `keep`" in done.err
    assert migrate("plan", plan_file(WRITE, step("pass"), {**step("pass"), "id": "again"})).code == 0


def test_a_branch_that_lacks_the_command_gets_it_and_one_that_has_it_is_finished(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    file = plan_file(WRITE, step(APPEND))
    migrate("apply", file)
    whole = repo.git("rev-parse", "HEAD^{tree}")
    assert migrate("status", "--plan", file, "--format", "json").json["status"] == "finished"
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    document = migrate("status", "--plan", file, "--format", "json").json
    assert [document["status"], document["steps"][-1]["status"]] == ["unfinished", "not-run"]
    done = migrate("resume", "--plan", file, "--format", "json")
    assert (done.code, repo.git("rev-parse", "HEAD^{tree}"), done.json["branch_tree"]) == (0, whole, whole)
    repo.commit({"mine.txt": "by hand\n"})
    tip = repo.git("rev-parse", "HEAD")
    done = migrate("resume", "--plan", file, "--format", "json")
    assert (done.code, done.json["branch_tree"]) == (0, repo.git("rev-parse", "HEAD^{tree}"))
    assert repo.git("rev-parse", "HEAD") == tip
    assert migrate("status", "--plan", file, "--format", "json").json["status"] == "finished"


def test_a_mend_before_the_command_is_what_the_command_sees(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    file = plan_file(WRITE, step(APPEND))
    migrate("apply", file)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.commit({"a.txt": "mended\n"})
    assert migrate("resume", "--plan", file).code == 0
    assert repo.git("show", "HEAD:lock") == "old\nmended"


def test_where_a_command_fails_what_went_before_is_kept_and_resumed(repo, plan_file, migrate) -> None:
    repo.commit(FILES)
    code = "import os; os.path.exists('may') or exit(3); " + APPEND
    file = plan_file(WRITE, step(code, failure="keep"))
    done = migrate("apply", file, "--format", "json")
    document = done.json
    assert (done.code, document["status"], document["branch"]) == (1, "failed", "migrate/tidy")
    assert document["steps"][-1]["diagnostics"][0]["severity"] == "error"
    assert document["branch_tree"] == document["result"]["tree"] == repo.git("rev-parse", "migrate/tidy^{tree}")
    before = repo.git("for-each-ref")
    assert (migrate("resume", "--plan", file).code, repo.git("for-each-ref")) == (1, before)
    repo.commit({"may": ""})
    assert migrate("resume", "--plan", file).code == 0
    assert repo.git("show", "HEAD:lock") == "old\nafter"
