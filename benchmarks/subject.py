"""The repository that is measured on, and what is to be done to it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.monorepo import generate
from benchmarks.monorepo.layout import CORE, FEW, RENAMED, SCOPE, SHARED, WEB

_ALIASES = ("@/", "~/", "#/")
_PLAN = """\
version: 1
name: {name}
steps:
  - id: {name}
    codemod: {codemod}
    with: {arguments}
checks: [references, cycles]
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A repository in `folder`, with a place beside it for plans, caches and output.

    The package `old` is to be called `new`; the folder `source` is to be `target`, in the app `app`, whose modules name
    others by `alias`. `few` is a package that about twenty files name, with its new name; None where the repository has
    no such thing. `inngest` is a folder that `inngest-package` moves by itself, and `audited` says whether there is an
    Inngest client at all.
    """

    name: str
    folder: Path
    place: Path
    modules: int
    size: int
    old: str
    new: str
    source: str
    target: str
    app: str
    alias: str = "@/"
    few: tuple[str, str] | None = None
    inngest: str | None = None
    audited: bool = False

    def plan(self, name: str, codemod: str, **arguments: str) -> Path:
        """A plan of one step, written beside the repository."""
        path = self.place / f"{name}.yaml"
        path.write_text(_PLAN.format(name=name, codemod=codemod, arguments=json.dumps(arguments)))
        return path

    @property
    def listing(self) -> Path:
        """A file that lists the paths of all modules, one a line."""
        path = self.place / "modules.txt"
        path.write_text("".join(f"{one}\n" for one in _modules(self.folder)))
        return path

    @property
    def folders(self) -> tuple[str, ...]:
        """What lies at the top and is or holds modules."""
        return tuple(sorted({one.partition("/")[0] for one in _modules(self.folder)}))


def generated(place: Path, size: int) -> Subject:
    """A monorepo of about `size` modules below `place`, made anew."""
    home = _empty(place / f"generated-{size}")
    made = generate(home / "repository", size)
    return Subject(
        f"Generated, {made.modules:,} modules",
        made.folder,
        home,
        made.modules,
        made.size,
        f"{SCOPE}/{CORE}",
        f"{SCOPE}/{RENAMED}",
        SHARED,
        f"{WEB}/src/platform/shared",
        WEB,
        few=(f"{SCOPE}/{FEW}", f"{SCOPE}/switches"),
        inngest=f"{WEB}/src/inngest",
        audited=True,
    )


def checked_out(place: Path, checkout: Path, rename: tuple[str, str], move: tuple[str, str], app: str) -> Subject:
    """A clone of the commit that `checkout` has, so that nothing is written there."""
    home = _empty(place / f"checkout-{checkout.resolve().name}")
    folder = home / "repository"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", checkout.resolve(), folder], check=True)
    if (installed := checkout.resolve() / "node_modules").is_dir():
        (folder / "node_modules").symlink_to(installed)
    paths = _modules(folder)
    size = sum((folder / one).stat().st_size for one in paths)
    name = f"{checkout.resolve().name}, {len(paths):,} modules"
    audited = any(b"new Inngest(" in (folder / one).read_bytes() for one in paths)
    inner = move[0].removeprefix(f"{app}/src/").encode()
    used = {
        alias: sum((folder / one).read_bytes().count(alias.encode() + inner) for one in paths) for alias in _ALIASES
    }
    alias = max(used, key=lambda one: used[one])
    return Subject(name, folder, home, len(paths), size, *rename, *move, app, alias, audited=audited)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _modules(folder: Path) -> list[str]:
    command = ["git", "ls-files", "-z", "*.ts", "*.tsx"]
    listed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return [one for one in listed.split("\0") if one and not one.endswith(".d.ts")]
