"""A reviewed plan: applied as it was saved, or not at all."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrator.errors import UsageError
from migrator.publish.saved import read_saved

RENAME = (
    "{id: rename, codemod: rename-package, on-noop: ok, with: {old: '{{ old }}', new: '@acme/b'}, "
    "commit: 'refactor: rename'}"
)
MOVE = "{id: move, codemod: move-modules, with: {source: src/a.ts, target: src/c.ts}}"
PLAN = f"version: 1\nname: tidy\nparams: {{old: {{default: '@acme/a'}}}}\nsteps:\n- {RENAME}\n- {MOVE}\n"
NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, on-noop: ok}"

COPY = "{id: copy, codemod: copy-file, with: {source: mine.md, target: docs/copy.md}}"


@pytest.fixture
def plan(repo, tmp_path: Path) -> str:
    """A plan of the program's own codemods, in a file, for a repository with a package."""
    repo.write("package.json", '{"name": "@acme/a", "private": true}\n')
    repo.write("src/b.ts", 'import { a } from "./a";\nexport const b = a;\n')
    repo.write("docs/free.md", "nobody reads this\n")
    repo.commit("a package")
    file = tmp_path / "tidy.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return str(file)


@pytest.fixture
def saved(plan: str, migrate, tmp_path: Path) -> str:
    """The plan of this repository, saved."""
    file = tmp_path / "saved.json"
    assert migrate("plan", plan, "-q", "--save", str(file)).code == 0
    return str(file)


def edited(file: str, sealed: bool, **changes: Any) -> str:
    """The saved plan with other values at its top; `sealed` as if it had been saved so."""
    document = {**json.loads(Path(file).read_bytes()), **changes}
    del document["checksum"]
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"))
    checksum = f"sha256:{sha256(canonical.encode()).hexdigest()}"
    Path(file).write_text(json.dumps({**document, "checksum": checksum if sealed else "sha256:0"}), encoding="utf-8")
    return file


def test_what_was_reviewed_is_in_the_file(repo, plan, migrate, tmp_path: Path) -> None:
    before = repo.state()
    planned = migrate("plan", plan, "--format", "json", "--save", str(tmp_path / "saved.json")).json
    patch = migrate("plan", plan, "--format", "diff").text
    assert repo.state() == before
    document = json.loads((tmp_path / "saved.json").read_bytes())
    assert list(document) == [
        *("schema", "plan", "base", "result", "digest", "versions", "files", "commands", "patch", "checksum")
    ]
    assert document["schema"] == "migrator.saved/1"
    assert document["plan"] == {"name": "tidy", "file": plan, "source": PLAN, "params": {"old": "@acme/a"}}
    assert document["base"] == {"revision": "HEAD", **planned["base"]}
    assert document["result"] == {"status": "ok", **planned["result"]}
    assert (document["digest"], document["patch"]) == (planned["digest"], patch)
    assert set(document["versions"]["codemods"]) == {"rename-package", "move-modules"}
    files = {entry["path"]: entry for entry in document["files"]}
    assert set(files) == {"package.json", "src/b.ts", "src/c.ts"}
    moved = files["src/c.ts"]
    assert moved["from"] == "src/a.ts"
    assert moved["before"] == moved["after"] == {"mode": "100644", "oid": repo.git("rev-parse", "HEAD:src/a.ts")}
    assert files["src/b.ts"]["before"]["oid"] == repo.git("rev-parse", "HEAD:src/b.ts")
    migrate("apply", plan)
    assert files["src/b.ts"]["after"]["oid"] == repo.git("rev-parse", "migrate/tidy:src/b.ts")


def test_it_is_applied_without_the_plan(repo, plan, saved, migrate) -> None:
    Path(plan).unlink()
    document = json.loads(Path(saved).read_bytes())
    done = migrate("apply", "--saved", saved, "--format", "json")
    assert (done.code, done.err, done.json["digest"]) == (0, "", document["digest"])
    assert repo.git("rev-parse", "migrate/tidy^{tree}") == document["result"]["tree"]
    repo.git("switch", "-q", "main")
    assert migrate("apply", "--saved", saved).code == 0


def test_a_new_commit_that_touches_no_input_is_accepted(repo, saved, migrate) -> None:
    repo.write("docs/free.md", "edited\n")
    repo.write("docs/more.md", "new\n")
    head = repo.commit("elsewhere")
    done = migrate("apply", "--saved", saved)
    assert done.code == 0
    assert f"from {head[:7]} the same comes of it" in done.err
    assert repo.git("rev-parse", "migrate/tidy~3") == head
    assert repo.git("show", "migrate/tidy:docs/free.md") == "edited"


DRIFTS = {
    "edited": ("src/b.ts", 'import { a } from "./a";\nexport const b = a + a;\n', "1 line added, 1 removed"),
    "edited, and only moved": ("src/a.ts", "export const a = 2;\n", "1 line added, 1 removed"),
    "gone": ("src/b.ts", None, "it is gone"),
    "made by somebody else": ("src/c.ts", "mine\n", "it is there now"),
}


@pytest.mark.parametrize("name", DRIFTS)
def test_each_drifted_file_is_named_with_what_changed(repo, saved, migrate, name: str) -> None:
    path, content, words = DRIFTS[name]
    if content is None:
        (repo.root / path).unlink()
    else:
        repo.write(path, content)
    repo.write("package.json", '{"name": "@acme/a", "private": true, "type": "module"}\n')
    repo.commit("drift")
    before = repo.state()
    done = migrate("apply", "--saved", saved)
    assert (done.code, done.out) == (3, b"")
    lines = done.err.split("\n")
    assert [line.split(":")[0].strip() for line in lines[1:3]] == ["package.json", path]
    assert words in lines[2]
    assert repo.state() == before


def test_a_mode_counts(repo, saved, migrate) -> None:
    (repo.root / "src/b.ts").chmod(0o755)
    repo.commit("drift")
    done = migrate("apply", "--saved", saved)
    assert (done.code, "src/b.ts: its mode was 100644 and is 100755" in done.err) == (3, True)


def test_a_file_that_the_plan_only_reads_counts_where_another_patch_comes_of_it(repo, saved, migrate) -> None:
    repo.write("src/d.ts", 'export { a } from "./a";\n')
    repo.commit("one more importer")
    done = migrate("apply", "--saved", saved)
    assert done.code == 3
    assert "\n  src/d.ts: the plan touches it now\n  src/d.ts: created since\n" in done.err


def test_what_comes_of_a_file_that_is_only_read_is_named_with_its_cause(
    repo, plan_file, migrate, tmp_path: Path
) -> None:
    repo.write("mine.md", "mine\n")
    repo.commit("something to copy")
    file, saved = plan_file(COPY), str(tmp_path / "saved.json")
    migrate("plan", file, "--save", saved)
    repo.write("mine.md", "mine, and edited\n")
    repo.commit("and now it is another")
    done = migrate("apply", "--saved", saved, file)
    assert done.code == 3
    assert "\n  docs/copy.md: the plan makes something else of it now\n  mine.md: modified since\n" in done.err
    (repo.root / "mine.md").unlink()
    repo.commit("and now it is gone")
    done = migrate("apply", "--saved", saved, file)
    assert (done.code, done.out) == (3, b"")
    assert "\n  step copy fails now: there is nothing to copy\n" in done.err
    assert "\n  mine.md: deleted since\n" in done.err
    assert repo.git("branch", "--list", "migrate/*") == ""


def test_a_check_that_fails_now_is_named(repo, plan, migrate, tmp_path: Path) -> None:
    Path(plan).write_text(f"{PLAN}checks: [{{never: {{from: web, reach: src}}}}]\n", encoding="utf-8")
    saved = str(tmp_path / "saved.json")
    migrate("plan", plan, "--save", saved)
    repo.write("web/page.ts", 'import { b } from "../src/b";\nb;\n')
    repo.commit("a way that must not be")
    done = migrate("apply", "--saved", saved)
    assert done.code == 3
    assert "\n  the check never web -> src fails now: web/page.ts -> src/b.ts\n" in done.err


def test_the_plan_and_the_program_count(repo, plan, saved, migrate, monkeypatch) -> None:
    Path(plan).write_text(PLAN.replace("refactor: rename", "refactor: another"), encoding="utf-8")
    done = migrate("apply", "--saved", saved)
    assert (done.code, f"{plan}: the plan has changed since" in done.err) == (3, True)
    assert migrate("apply", "--saved", saved, plan).code == 3
    Path(plan).write_text(PLAN, encoding="utf-8")
    monkeypatch.setattr("migrator.publish.versions.__version__", "9.9.9")
    done = migrate("apply", "--saved", saved)
    assert (done.code, "migrate is version 9.9.9, and the plan was made by '0." in done.err) == (3, True)
    monkeypatch.undo()
    assert repo.git("branch", "--list", "migrate/*") == ""


def test_a_codemod_of_ones_own_counts_and_is_never_loaded_unasked(repo, plan_file, migrate, tmp_path: Path) -> None:
    file, saved = plan_file(NOTE), str(tmp_path / "saved.json")
    migrate("plan", file, "--save", saved)
    done = migrate("apply", "--saved", saved)
    assert done.code == 2
    assert "the plan tidy brings codemods of its own, which are not in a saved file" in done.err
    codemod = tmp_path / "plans/codemods/write_file.py"
    source = codemod.read_text(encoding="utf-8")
    codemod.write_text(f"{source}# another\n", encoding="utf-8")
    done = migrate("apply", "--saved", saved, file)
    assert (done.code, "codemod write-file: its code has changed since" in done.err) == (3, True)
    codemod.write_text(source, encoding="utf-8")
    assert migrate("apply", "--saved", saved, file).code == 0


def test_the_base_is_the_one_that_was_named(repo, plan, migrate, tmp_path: Path) -> None:
    saved = str(tmp_path / "saved.json")
    repo.git("switch", "-q", "-c", "feature")
    repo.write("src/b.ts", "export {};\n")
    repo.commit("elsewhere")
    migrate("plan", plan, "--base", "main", "--save", saved)
    done = migrate("apply", "--saved", saved)
    assert (done.code, done.err) == (0, "")
    assert repo.git("merge-base", "migrate/tidy", "feature") == repo.git("rev-parse", "main")


def test_a_plan_that_fails_is_not_saved(repo, plan_file, migrate, tmp_path: Path) -> None:
    done = migrate("plan", plan_file("{id: no, codemod: refuse}"), "--save", str(tmp_path / "saved.json"))
    assert (done.code, "not saved" in done.err) == (1, True)
    assert not (tmp_path / "saved.json").exists()


def test_another_repository_is_told_apart(repo, saved, migrate, tmp_path: Path, monkeypatch) -> None:
    other = type(repo)(tmp_path / "other")
    other.root.mkdir()
    other.git("init", "-q")
    other.write("package.json", '{"name": "@acme/a"}\n')
    other.commit("of another")
    done = migrate("apply", "--saved", saved, "-C", str(other.root))
    assert (done.code, "was saved of another repository" in done.err) == (3, True)


def test_bytes_that_are_no_utf_8(repo, plan, migrate, tmp_path: Path) -> None:
    odd = (repo.root / "src").joinpath(b"caf\xe9.ts".decode("utf-8", "surrogateescape"))
    odd.write_bytes(b'import { a } from "./a"; // \xe9\n')
    repo.commit("odd")
    saved = str(tmp_path / "saved.json")
    migrate("plan", plan, "--save", saved)
    assert migrate("apply", "--saved", saved).code == 0
    repo.git("switch", "-q", "main")
    odd.write_bytes(b'import { a } from "./a"; // \xe8\n')
    repo.commit("drift")
    done = migrate("apply", "--saved", saved, "--branch", "again")
    assert (done.code, "src/caf\\udce9.ts: it has changed: 1 line added, 1 removed" in done.err) == (3, True)


WRONG = {
    "no JSON": b"{",
    "no object": b"[]",
    "no UTF-8": b"\xff",
    "another schema": b'{"schema": "migrator.plan/1"}',
    "of the future": b'{"schema": "migrator.saved/2"}',
    "nothing in it": b'{"schema": "migrator.saved/1"}',
    "a key twice": b'{"schema": "migrator.saved/1", "schema": "migrator.saved/1"}',
    "deep": b"[" * 100_000,
    "a number without end": b'{"schema": ' + b"9" * 10_000 + b"}",
    "empty": b"",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_saved_plan(repo, migrate, tmp_path: Path, name: str) -> None:
    file = tmp_path / "saved.json"
    file.write_bytes(WRONG[name])
    done = migrate("apply", "--saved", str(file))
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith(f"error: {file} is no")
    assert "migrate plan ... --save FILE" in done.err


def test_a_file_that_was_changed_by_hand(repo, saved, migrate) -> None:
    text = Path(saved).read_text(encoding="utf-8")
    Path(saved).write_text(text.replace("export const b", "export const c"), encoding="utf-8")
    done = migrate("apply", "--saved", saved)
    assert (done.code, "was changed after it was saved" in done.err) == (2, True)


BASE = {"revision": "HEAD", "commit": "0" * 40, "tree": "0" * 40}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"patch": "diff --git a/x b/x\n"}, 3),
        ({"files": []}, 3),
        ({"digest": "sha256:0"}, 3),
        ({"commands": [["x", "rm", "-rf", "/"]]}, 3),
        ({"versions": {}}, 3),
        ({"versions": {"codemods": 1}}, 3),
        ({"result": {"status": "noop", "tree": "0" * 40}}, 3),
        ({"base": BASE}, 3),
        ({"base": {**BASE, "commit": "--upload-pack=x"}}, 2),
        ({"base": {**BASE, "revision": "a\0b"}}, 2),
        ({"base": {**BASE, "revision": "\x1b[2J"}}, 2),
        ({"base": {**BASE, "commit": 1}}, 2),
        ({"files": [{"path": "../x", "before": None, "after": None, "more": 1}]}, 2),
        ({"unknown": 1}, 2),
        ({"plan": {"name": "x", "file": "x\x1b", "source": "", "params": {}}}, 2),
        ({"plan": {"name": "x", "file": "x", "source": "name: x\n", "params": {}}}, 2),
        ({"plan": {"name": "x", "file": "x", "source": "codemods: [.]\n", "params": {}}}, 2),
        ({"plan": {"name": "tidy", "file": "x", "source": PLAN, "params": {"no": 1}}}, 2),
        ({"plan": {"name": "tidy", "file": "x", "source": PLAN, "params": {"old": [1]}}}, 2),
        ({"plan": {"name": "tidy", "file": "a" * 9999, "source": PLAN, "params": {}}}, 0),
    ],
)
def test_whoever_forges_one_gets_nothing_else_applied(repo, saved, migrate, changes, code: int) -> None:
    before = repo.state()
    done = migrate("apply", "--no-checkout", "--saved", edited(saved, sealed=True, **changes))
    assert done.code == code
    assert "\x1b" not in done.err
    if code:
        assert repo.state() == before
    else:
        assert repo.git("show", "migrate/tidy:src/c.ts") == "export const a = 1;"


@pytest.mark.parametrize(
    "arguments",
    [("--saved", "no-such-file"), ("--saved", "{}", "-p", "old=x"), ()],
    ids=["no file", "parameters", "nothing"],
)
def test_a_wrong_command_line(repo, saved, migrate, arguments) -> None:
    assert migrate("apply", *(saved if one == "{}" else one for one in arguments)).code == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(["plan", "base", "result", "files", "commands", "patch", "versions", "new"]), value=JSON)
def test_whatever_is_in_it_reading_it_ends_in_a_plan_or_a_sentence(saved, key: str, value: Any) -> None:
    whole = Path(saved).read_bytes()
    try:
        read_saved(Path(edited(saved, sealed=True, **{key: value})))
    except UsageError as error:
        assert "is no saved plan" in error.message
    finally:
        Path(saved).write_bytes(whole)
