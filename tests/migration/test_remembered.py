"""What is asked again of the same commit is remembered: the same in every form, and nothing but what was asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from checkouts import Checkout
from monorepo import monorepo
from real_git import Ran

Migrate = Callable[..., Ran]
OWN = '''
from migrator.api import Codemod, Context, param


class Note(Codemod):
    """Write a note."""

    text: str = param("What.", default="x", example="x")

    def apply(self, context: Context) -> None:
        context.tree.write("note.txt", self.text.encode())
'''


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MIGRATOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def studio(checkout: Checkout) -> Checkout:
    for path, content in monorepo().items():
        checkout.write(path, content)
    checkout.git("add", "-A")
    checkout.git("commit", "-qm", "first")
    return checkout


def results(cache: Path) -> dict[str, tuple[int, bytes]]:
    """What is kept of runs: by name, when it was last of use, and its bytes."""
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in cache.glob("*.results/*")}


@pytest.mark.parametrize("form", ["text", "json", "diff", "markdown", "html"])
def test_a_plan_says_the_same_again(studio: Checkout, cache: Path, migrate: Migrate, form: str) -> None:
    first = migrate("plan", "inngest-package", "--format", form)
    (name, (used, body)) = results(cache).popitem()
    again = migrate("plan", "inngest-package", "--format", form)

    assert (first.code, first.out) == (again.code, again.out)
    assert len(first.out) > 1000
    ((same, (used_again, body_again)),) = results(cache).items()
    assert (same, body_again) == (name, body)
    assert used_again > used


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "sarif"])
def test_an_audit_says_the_same_again(studio: Checkout, cache: Path, migrate: Migrate, form: str) -> None:
    first = migrate("audit", "--format", form)
    assert len(results(cache)) == 1

    again = migrate("audit", "--format", form)
    assert (first.code, first.out) == (again.code, again.out)
    assert len(results(cache)) == 1


def test_what_was_planned_is_applied(studio: Checkout, cache: Path, migrate: Migrate) -> None:
    migrate("plan", "inngest-package")
    assert migrate("apply", "inngest-package", "--branch", "remembered").code == 0
    studio.git("switch", "-q", "main")
    for file in cache.glob("*.results/*"):
        file.unlink()
    assert migrate("apply", "inngest-package", "--branch", "anew").code == 0

    trees = [studio.git("log", "--format=%T %s", f"main..{branch}") for branch in ("remembered", "anew")]
    assert trees[0] == trees[1]
    assert len(trees[0].splitlines()) > 5


def test_other_parameters_and_other_commits_are_other_questions(
    studio: Checkout, cache: Path, migrate: Migrate
) -> None:
    plain = migrate("plan", "inngest-package", "--format", "diff")
    named = migrate("plan", "inngest-package", "--format", "diff", "-p", "name=@acme/jobs")
    assert b"@acme/jobs" in named.out
    assert b"@acme/jobs" not in plain.out
    assert len(results(cache)) == 2

    studio.write("apps/web/src/late.ts", 'import { inngest } from "@/inngest/client";\n\nvoid inngest;\n')
    studio.git("add", "-A")
    studio.git("commit", "-qm", "second")
    later = migrate("plan", "inngest-package", "--format", "diff")
    assert b"late.ts" in later.out
    assert migrate("plan", "inngest-package", "--format", "diff", "--base", "HEAD^").out == plain.out


def test_a_plan_file_that_was_edited_is_another(
    studio: Checkout, cache: Path, migrate: Migrate, tmp_path: Path
) -> None:
    plan = tmp_path / "move.yaml"
    text = "version: 1\nname: move\nsteps:\n- id: move\n  codemod: move-modules\n  with: {source: %s, target: %s}\n"
    plan.write_text(text % ("apps/web/src/inngest", "apps/web/src/jobs"))
    assert b"rename to apps/web/src/jobs/client.ts" in migrate("plan", str(plan), "--format", "diff").out
    plan.write_text(text % ("apps/web/src/inngest", "apps/web/src/work"))
    assert b"rename to apps/web/src/work/client.ts" in migrate("plan", str(plan), "--format", "diff").out


def test_a_refusal_is_not_kept(studio: Checkout, cache: Path, migrate: Migrate) -> None:
    studio.write("apps/web/src/inngest/client.ts", "export const x = (;\n")
    studio.git("commit", "-qam", "broken")
    assert migrate("plan", "inngest-package").code != 0
    assert results(cache) == {}


def test_what_own_codemods_do_is_not_kept(studio: Checkout, cache: Path, migrate: Migrate, tmp_path: Path) -> None:
    own = tmp_path / "own/codemods/note.py"
    own.parent.mkdir(parents=True)
    own.write_text(OWN)
    plan = tmp_path / "own/note.yaml"
    plan.write_text("version: 1\nname: note\ncodemods: [codemods]\nsteps:\n- {id: note, codemod: note}\n")

    assert b"+x" in migrate("plan", str(plan), "--format", "diff", "--allow-codemods").out
    assert results(cache) == {}


@pytest.mark.parametrize("damage", [lambda old: old[:-1], lambda old: b"", lambda old: old[:90] + b"x" + old[91:]])
def test_what_is_damaged_is_worked_out_anew(studio: Checkout, cache: Path, migrate: Migrate, damage) -> None:
    first = migrate("plan", "inngest-package", "--format", "json")
    (file,) = cache.glob("*.results/*")
    whole = file.read_bytes()
    file.write_bytes(damage(whole))

    assert migrate("plan", "inngest-package", "--format", "json").out == first.out
    assert len(file.read_bytes()) == len(whole)


def test_nothing_is_kept_where_the_user_says_so(
    studio: Checkout, migrate: Migrate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MIGRATOR_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert migrate("plan", "inngest-package").code == 0
    assert not (tmp_path / "xdg").exists()


def test_what_could_not_be_read_is_not_kept(studio: Checkout, cache: Path, migrate: Migrate) -> None:
    studio.write("examples/old/package.json", '{"name": "old"}')
    studio.git("add", "-A")
    studio.git("commit", "-qm", "second")
    oid = studio.git("rev-parse", "HEAD:examples/old/package.json")
    object_file = studio.root / ".git/objects" / oid[:2] / oid[2:]
    hidden = object_file.rename(studio.root / ".git/hidden")
    assert migrate("plan", "inngest-package", "--format", "json").code == 0
    assert results(cache) == {}

    hidden.rename(object_file)
    assert migrate("plan", "inngest-package", "--format", "json").code == 0
    assert len(results(cache)) == 1


def test_only_the_user_can_read_what_is_kept(studio: Checkout, cache: Path, migrate: Migrate) -> None:
    migrate("plan", "inngest-package")
    assert {path.stat().st_mode & 0o077 for path in (cache, *cache.glob("**/*")) if path.is_dir()} == {0}
    assert {path.suffix for path in cache.iterdir()} == {".index", ".results"}
