"""`migrate new codemod`: what is written fails for a good reason, and what is said about it is true word for word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEVELS = {"reference": "visit_reference", "module": "visit_module", "tree": "apply"}
SAID = re.compile(r"# A start: .*Say `(.+)`\s(?:\s*# )?in the place of `(.+)`, and the case passes\.\n")


def cases(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The harness, as who wrote the codemod runs it."""
    command = [sys.executable, "-m", "pytest", *arguments, "-p", "no:cacheprovider"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("level", LEVELS)
def test_the_first_case_fails_for_want_of_a_change_and_passes_with_it(repo, migrate, level: str) -> None:
    done = migrate("new", "codemod", "tidy-up", "--level", level)
    assert (done.code, done.err) == (0, "")
    module, case = Path("codemods/tidy_up.py"), Path("codemods/cases/tidy-up/example.case")
    assert done.text.startswith(f"Wrote {module}\n      {case}\n\nNext:\n  pytest -q {case.parent}\n")
    assert f"Say what changes, in `{LEVELS[level]}` of {module}, until the case passes." in done.text

    failed = cases(str(case.parent))
    assert failed.returncode == 1, failed.stdout
    source = module.read_text()
    line = 1 + source[: source.index(f"def {LEVELS[level]}")].count("\n")
    assert f"tidy-up has changed nothing. Next: say what changes, at {module}:{line}\n" in failed.stdout
    assert "+++ the result/" in failed.stdout
    assert "Traceback" not in failed.stdout

    comment = SAID.search(source)
    assert comment
    new, old = comment.groups()
    head, code = source[: comment.start()], source[comment.end() :]
    assert code.count(old) == 1
    module.write_text(head.rstrip(" ") + code.replace(old, new))
    passed = cases(str(case.parent))
    assert passed.returncode == 0, passed.stdout

    _, _, said = done.text.partition("  In a plan that lies in the current directory:\n")
    plan = said.partition("  migrate plan PLAN")[0]
    repo.write("p.yaml", "version: 1\nname: p\n" + plan.replace("\n    ", "\n").removeprefix("    "))
    repo.write("package.json", '{"name": "app", "dependencies": {"left-pad": "1.0.0", "@acme/pad": "1.0.0"}}\n')
    repo.write("src/b.ts", 'import "left-pad";\nimport { track } from "./c";\ntrack("x");\n')
    repo.write("src/c.ts", "export const track: any = 1;\n")
    repo.commit()
    planned = migrate("plan", "p.yaml", "-q")
    assert (planned.code, planned.text.split("\n")[0]) == (0, "1 edited. Nothing was written.")


def test_what_is_written_is_in_good_style(repo, migrate) -> None:
    for level in LEVELS:
        assert migrate("new", "codemod", f"tidy-{level}", "--level", level).code == 0
    for command in (["check"], ["format", "--check", "--diff"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
        done = subprocess.run([*ruff, "codemods"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_where_it_goes(repo, migrate) -> None:
    assert migrate("new", "codemod", "tidy-up", "--into", "tools/my codemods").code == 0
    assert Path("tools/my codemods/tidy_up.py").is_file()
    done = migrate("new", "codemod", "tidy-more", "--into", "tools/my codemods")
    assert "  pytest -q 'tools/my codemods/cases/tidy-more'\n" in done.text
    assert f"  In a plan that lies in {repo.root / 'tools'}:\n    codemods: [./my codemods]\n" in done.text


def test_in_a_folder_of_codemods_it_goes_there(repo, migrate, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("codemods").mkdir()
    monkeypatch.chdir("codemods")
    assert migrate("new", "codemod", "tidy-up").text.startswith("Wrote tidy_up.py\n      cases/tidy-up/example.case\n")


@pytest.mark.parametrize("there", ["codemods/tidy_up.py", "codemods/cases/tidy-up/example.case"])
def test_nothing_is_overwritten_and_nothing_half_written(repo, migrate, there: str) -> None:
    repo.write(there, "mine\n")
    done = migrate("new", "codemod", "tidy-up")
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(f"error: {there} is there already\n  hint: ")
    assert [path.as_posix() for path in Path("codemods").rglob("*.*")] == [there]
    assert Path(there).read_text() == "mine\n"


def test_a_case_that_can_not_be_written_leaves_no_module(repo, migrate) -> None:
    repo.write("codemods/cases", "a file where the folder of cases should be\n")
    done = migrate("new", "codemod", "tidy-up")
    assert done.code == 2
    assert done.err.startswith("error: can't write codemods/cases/tidy-up/example.case: ")
    assert not Path("codemods/tidy_up.py").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("renameEvent", "'renameEvent' is no name for a codemod: .*\n.*did you mean `rename-event`"),
        ("rename_event", "did you mean `rename-event`"),
        ("Rename Event!", "did you mean `rename-event`"),
        ("../evil", "did you mean `evil`"),
        ("3d", "`rename-event` is one"),
        ("", "`rename-event` is one"),
        ("audit", "a module of that name holds an audit"),
        ("test-it", "what is called so is a test"),
        ("codemod", "its class would be Codemod, which is something else"),
        ("none", "its class would be None, which is something else"),
        ("rename-package", "there is a codemod 'rename-package' already: .*rename_package.py"),
    ],
)
def test_a_name_that_can_not_be(repo, migrate, name: str, said: str) -> None:
    done = migrate("new", "codemod", name)
    assert (done.code, done.out) == (2, b"")
    assert re.search(said, done.err), done.err
    assert not Path("codemods").exists()


def test_a_name_that_a_codemod_deeper_in_the_folder_has(repo, migrate) -> None:
    migrate("new", "codemod", "tidy-up", "--into", "codemods/deep")
    done = migrate("new", "codemod", "tidy-up")
    assert (done.code, "there is a codemod 'tidy-up' already: codemods/deep/tidy_up.py" in done.err) == (2, True)
