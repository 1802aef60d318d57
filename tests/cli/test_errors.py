from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import PROGRAM, on_a_terminal

from migrator import __version__

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}}"


def test_version(migrate) -> None:
    done = migrate("--version")
    assert (done.code, done.text) == (0, f"migrate {__version__}\n")


def test_help_names_every_command_and_nothing_that_is_not_there(migrate) -> None:
    text = migrate("--help").text
    commands = ["plan", "apply", "resume", "rollback", "status", "verify", "audit", "init", "codemods", "new", "schema"]
    assert re.findall(r"^  ([a-z]+)  ", text, re.MULTILINE) == commands
    for command in commands:
        done = migrate(command, "--help")
        assert (done.code, done.err) == (0, "")
        assert "--help" in done.text


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom migrator.cli.main import run\nrun(['--help'])\n"
        "heavy = {'pydantic', 'rich', 'git', 'yaml', 'tree_sitter', 'migrator.plan'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("pln",),
        ("plan",),
        ("plan", "x.yaml", "--format", "html"),
        ("plan", "x.yaml", "-p", "app"),
        ("plan", "x.yaml", "-p", "a=1", "-p", "a=2"),
        ("plan", "x.yaml", "-C", "/nowhere/at/all"),
        ("apply", "x.yaml", "--saved", "y"),
        ("plan", "no-such-plan"),
        ("plan", "no-such-plan.yaml"),
        ("codemods", "no-such-codemod"),
    ],
)
def test_a_wrong_command_line(repo, migrate, arguments) -> None:
    done = migrate(*arguments)
    assert (done.code, done.out) == (2, b"")
    assert done.err
    assert "Traceback" not in done.err


def test_every_mistake_of_a_plan_file_with_its_place(repo, plan_file, migrate) -> None:
    file = plan_file(
        "{id: a, codemod: write-fil}", "{id: a, codemod: write-file, with: {path: ../x}}", more="colour: red\n"
    )
    done = migrate("plan", file)
    assert (done.code, done.out) == (2, b"")
    assert done.err.split("\n") == [
        f"{file}:4:1: unknown key 'colour'; "
        "known are: checks, codemods, commands, description, name, params, steps, version",
        f"{file}:6:20: there is no codemod 'write-fil'; did you mean 'write-file'?",
        f"{file}:7:8: two steps have the id 'a'; rename one of them",
        f"{file}:7:45: 'path': '../x' leaves the repository",
        "",
    ]


def test_git_errors_have_their_own_code(repo, plan_file, migrate, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert migrate("plan", plan_file(NOTE), "-C", str(elsewhere)).code == 5
    unknown = migrate("plan", plan_file(NOTE), "--base", "no-such-revision")
    assert unknown.code == 5
    assert "error: unknown revision 'no-such-revision'\n  hint: " in unknown.err
    subprocess.run(["git", "init", "-q", str(elsewhere)], check=True)
    unborn = migrate("plan", plan_file(NOTE), "-C", str(elsewhere))
    assert (unborn.code, "no commit yet" in unborn.err) == (5, True)


def test_an_unmerged_index_is_a_git_error(repo, plan_file, migrate) -> None:
    repo.git("switch", "-q", "-c", "other")
    repo.write("src/a.ts", "export const a = 2;\n")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.write("src/a.ts", "export const a = 3;\n")
    repo.commit()
    with pytest.raises(AssertionError):
        repo.git("merge", "other")
    done = migrate("plan", plan_file(NOTE))
    assert (done.code, "src/a.ts" in done.err) == (5, True)


def test_a_fault_of_the_program_has_a_report_to_paste_and_no_traceback(repo, plan_file, migrate) -> None:
    file = plan_file("{id: a, codemod: mislead}")
    done = migrate("plan", file)
    assert (done.code, done.out) == (70, b"")
    assert f"version  {__version__}" in done.err
    assert f"command  migrate plan {file} --allow-codemods" in done.err
    assert "error    AttributeError: 'str' object has no attribute 'severity'" in done.err
    assert re.search(r"at +.*engine/diagnostics\.py:\d+ in ", done.err)
    assert "Traceback" not in done.err
    assert "Traceback" in migrate("plan", file, "-v").err


def test_an_interruption_leaves_the_repository_as_it_was(repo, plan_file, migrate) -> None:
    before = repo.state()
    done = migrate("apply", plan_file(NOTE, "{id: a, codemod: crash, with: {interrupted: true}}"))
    assert (done.code, done.out) == (130, b"")
    assert "interrupted; the repository is as it was" in done.err
    assert repo.state() == before


def test_a_reader_that_leaves_early_is_no_error(repo, plan_file) -> None:
    file = plan_file(
        *(f"{{id: s{i}, codemod: write-file, with: {{path: d/{i}.md, text: '{'x' * 900}'}}}}" for i in range(99))
    )
    program = subprocess.Popen(
        [*PROGRAM, "plan", file, "--allow-codemods"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.wait() == 0
    assert program.stderr is not None
    assert program.stderr.read() == b""


def test_colours_and_progress_on_a_terminal_only(repo, plan_file) -> None:
    file = plan_file(NOTE)
    out, err = on_a_terminal("plan", file, "--allow-codemods")
    assert "\x1b[32m+Hello.\x1b[0m" in out
    assert "\x1b[" in err
    assert "\x1b" not in on_a_terminal("plan", file, "--allow-codemods", NO_COLOR="1")[0]
    assert "\x1b" not in on_a_terminal("plan", file, "--allow-codemods", "--no-color")[0]
    assert on_a_terminal("plan", file, "--allow-codemods", "-q")[1] == ""
    piped = subprocess.run([*PROGRAM, "plan", file, "--allow-codemods"], capture_output=True, check=True)
    assert (b"\x1b" in piped.stdout, piped.stderr) == (False, b"")


def test_a_current_directory_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd '{gone}' && rmdir '{gone}' && exec '{sys.executable}' -m migrator plan inngest-package"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        5,
        "error: the current directory is gone\n  hint: go to one that is there\n",
    )
