"""Asking a module of a checkout what it serves to Inngest, through the repository's own SDK."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from migrator.codemod import Command
from migrator.verify.inngest.routes import loaders, sdk_folders
from migrator.verify.subject import Subject
from migrator.verify.workshop import Side, Workshop
from migrator.workspace import Project

SCRIPT = Path(__file__).parent / "scripts" / "served.mjs"
_TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What a module serves, as the SDK tells it; `error` says why it can't be told.

    `module` is the one that was loaded: that of the call, or one that imports it. `made_up` says that variables that
    the environment lacks had made-up values.
    """

    module: str
    served: tuple[Mapping[str, Any], ...] = ()
    exports: tuple[str, ...] = ()
    put: str | None = None
    error: str = ""
    made_up: bool = False


def ask(subject: Subject, workshop: Workshop, side: Side, path: str, made_up: bool | None = None) -> Answer:
    """What the module at `path`, or the nearest that imports it, serves on one side.

    With `made_up` None a module that can't be loaded as things are is tried with made-up variables too.
    """
    project = subject.before if side == "base" else subject.after
    first: Answer | None = None
    for one in loaders(project, path):
        for values in (False, True) if made_up is None else (made_up,):
            answer = _load(project, workshop, side, one, values)
            if answer.served:
                return answer
            first = first or answer
            if not answer.error:
                break
    return first or Answer(path, error="it is not there")


def _load(project: Project, workshop: Workshop, side: Side, path: str, made_up: bool) -> Answer:
    place = workshop.ready(side)
    owner = project.workspace.owner(path)
    home = place / owner.folder if owner is not None else place
    folders = [str(place / folder) for folder in sdk_folders(project)]
    with TemporaryDirectory(prefix="migrate-served-") as temporary:
        told = Path(temporary).resolve() / "answer.json"
        program = ("bun", "--no-install") if _has_bun(workshop, place) else ("node",)
        environment = "made-up" if made_up else "as-is"
        script = (*program, str(SCRIPT), environment, str(told), str(place / path), *folders)
        done = workshop.run(Command(script, (), (), timeout=_TIMEOUT), home)
        if not told.is_file():
            why = " / ".join(done.ending[-3:])
            return Answer(path, error=f"loading it {done.failure or 'told nothing'}: {why}", made_up=made_up)
        answer = json.loads(told.read_text().replace(str(place), "."))
    error = answer.get("error") or answer.get("missing") or ""
    put = answer.get("put")
    return Answer(
        path,
        tuple(answer.get("served", ())),
        tuple(answer.get("exports", ())),
        None if put is None else str(put),
        error.partition("\n")[0] or error,
        made_up,
    )


def _has_bun(workshop: Workshop, place: Path) -> bool:
    search = f"{place / 'node_modules/.bin'}:{workshop.environment.get('PATH', '')}"
    return shutil.which("bun", path=search) is not None
