"""Codemods of installed packages, found by their entry points. A package that is broken is nobody else's trouble."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODEMOD = '''
from migrator.api import Codemod, Context


class Note(Codemod):
    """Write a note."""

    def apply(self, context: Context) -> None:
        context.tree.write("note.md", b"a note")
'''

AUDIT = '''
from migrator.api import Advice, Audited, Auditor, Project, Rehearse, State


class Taste(Auditor):
    """Say what one thinks."""

    subject = "taste"
    plan = "inngest-setup"

    def audit(self, project: Project, rehearse: Rehearse) -> Audited:
        return Audited(State(), Advice("go", ("It is %s.",)))
'''


class Site:
    """A folder that Python looks for packages in, as `site-packages` is."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.folder = folder
        self.repository = repository
        self.environment: dict[str, str] = {}

    def install(self, package: str, offers: str, files: dict[str, str]) -> None:
        """Put a package there as pip does: its files, and the metadata with its entry point."""
        for path, content in {
            **files,
            f"{package}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
            f"{package}-1.0.dist-info/entry_points.txt": f"[migrator.codemods]\n{package} = {offers}\n",
        }.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")

    def migrate(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "migrator", *arguments)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.repository,
            env={**os.environ, "PYTHONPATH": str(self.folder), **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def plans(self, codemod: str) -> subprocess.CompletedProcess[str]:
        plan = self.repository / "p.yaml"
        plan.write_text(f"version: 1\nname: p\nsteps:\n- id: a\n  codemod: {codemod}\n", encoding="utf-8")
        return self.migrate("plan", "p.yaml", "--quiet")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / "package.json").write_text("{}\n")
    who = ["-c", "user.name=ada", "-c", "user.email=ada@example.invalid"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=repository, check=True)
    return Site(tmp_path / "site", repository)


def test_a_package_and_a_module_offer_codemods_to_every_plan(site: Site) -> None:
    shared = {"acme_kit/_shared.py": "X = 1\n", "acme_kit/deep/note.py": "from .._shared import X\n" + CODEMOD}
    site.install("acme_kit", "acme_kit", shared)
    site.install("single", "jot", {"jot.py": CODEMOD})
    listed = site.migrate("codemods")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "jot                     Write a note.\n" in listed.stdout
    assert "note                    Write a note.\n" in listed.stdout
    for name in ("note", "jot"):
        done = site.plans(name)
        assert (done.returncode, done.stderr) == (0, ""), name
        assert "1 created" in done.stdout


@pytest.mark.parametrize(
    ("offers", "files", "said"),
    [
        ("gone", {}, "No module named 'gone'"),
        ("raises.codemods", {"raises/__init__.py": "1 // 0\n", "raises/codemods.py": CODEMOD}, "ZeroDivisionError"),
        ("no module at all", {}, "that is no name of a module"),
    ],
)
def test_a_package_that_can_not_be_looked_at_is_told_to_who_may_want_it(
    site: Site, offers: str, files: dict[str, str], said: str
) -> None:
    site.install("acme_kit", offers, files)
    listed = site.migrate("codemods")
    assert (listed.returncode, "rename-package" in listed.stdout) == (0, True)
    assert f"notice: left out: the installed package acme_kit offers codemods in {offers!r}" in listed.stderr
    assert said in listed.stderr
    assert "pip uninstall acme_kit" in listed.stderr
    assert (site.migrate("schema").returncode, site.migrate("audit").returncode) == (0, 1)
    wanting = site.plans("note")
    assert wanting.returncode == 2
    assert wanting.stderr.startswith("p.yaml:5:12: there is no codemod 'note'; ")
    assert "the installed package acme_kit offers codemods" in wanting.stderr
    shipped = site.plans("rename-package")
    assert "p.yaml:4:3: 'old' is missing" in shipped.stderr
    assert "acme_kit" not in shipped.stderr


def test_a_module_that_can_not_be_imported_is_left_out(site: Site) -> None:
    site.install("acme_kit", "acme_kit", {"acme_kit/__init__.py": "", "acme_kit/note.py": "import nothing_like_it\n"})
    place = f"{site.folder / 'acme_kit/note.py'}:1: the codemod can't be imported: ModuleNotFoundError"
    listed = site.migrate("codemods")
    assert (listed.returncode, "rename-package" in listed.stdout) == (0, True)
    assert f"notice: left out: {place}" in listed.stderr
    assert site.plans("note").stderr.startswith(place)
    assert site.migrate("codemods", "note").stderr.startswith(place)
    assert "Traceback" not in listed.stderr


def test_a_name_that_the_program_has_is_refused_and_stays_with_the_program(site: Site) -> None:
    site.install("acme_kit", "acme_kit", {"acme_kit/__init__.py": "", "acme_kit/scaffold_package.py": CODEMOD})
    own = site.folder / "acme_kit/scaffold_package.py"
    listed = site.migrate("codemods")
    assert listed.returncode == 0
    assert "notice: left out: two codemods are called 'scaffold-package': " in listed.stderr
    assert str(own) in listed.stderr
    refused = site.plans("scaffold-package")
    assert refused.returncode == 2
    assert refused.stderr.startswith("p.yaml:5:12: two codemods are called 'scaffold-package': ")
    assert str(own) in refused.stderr
    # The plan that comes with the program names it too, and means the program's: this repository has no Inngest.
    assert site.migrate("plan", "inngest-package").stderr.startswith("error: there is no Inngest client ")


def test_a_case_is_held_against_the_codemod_beside_it_else_against_an_installed_one(site: Site) -> None:
    site.install("acme_kit", "acme_kit", {"acme_kit/__init__.py": "", "acme_kit/note.py": CODEMOD})
    case = "It notes.\n=== before\n--- a.txt\n=== after\n--- note.md\n{}\n\\\n"
    files = {
        "own/note.py": CODEMOD.replace("a note", "our note"),
        "own/cases/note/a.case": case.format("our note"),
        "other/cases/note/a.case": case.format("a note"),
    }
    for path, content in files.items():
        (site.repository / path).parent.mkdir(parents=True, exist_ok=True)
        (site.repository / path).write_text(content, encoding="utf-8")
    done = site.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "own", "other")
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_what_an_installed_audit_says_is_never_remembered(site: Site, tmp_path: Path) -> None:
    site.environment = {"MIGRATOR_CACHE": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    for opinion in ("fine", "finer"):
        site.install("acme_kit", "acme_kit", {"acme_kit/audit.py": AUDIT % opinion})
        said = site.migrate("audit", "inngest-setup", "--format", "markdown")
        assert f"It is {opinion}." in said.stdout, said.stderr
