"""The codemods that a plan file brings along: Python that would run as whoever runs the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from migrator.errors import UsageError
from migrator.plan.problems import problem
from migrator.syntax.yaml.node import YamlNode

Unvouched = Callable[[Sequence[Path]], Sequence[Path]]
"""Of these files, those that must not run unasked."""


def all_of_them(files: Sequence[Path]) -> Sequence[Path]:
    """Nobody vouches for anything."""
    return files


def own_folders(document: YamlNode, file: str, folder: Path) -> tuple[list[Path], list[UsageError]]:
    """The folders that the plan in `folder` names, and what is wrong with them. None of them is above it."""
    named = document.value.get("codemods", []) if isinstance(document.value, dict) else []
    folders: list[Path] = []
    problems: list[UsageError] = []
    for index, name in enumerate(named if isinstance(named, list) else []):
        if not isinstance(name, str):
            continue
        place = _resolved(folder / name)
        if place is not None and place.is_relative_to(folder.resolve()) and place.is_dir():
            folders.append(place)
            continue
        wrong = (
            "leaves the plan's own folder" if place is not None and place.is_dir() else "is no folder beside the plan"
        )
        problems.append(problem(document, file, ("codemods", index), f"{name!r} {wrong}"))
    return folders, problems


def not_to_run(
    document: YamlNode, file: str, place: Path, folders: Iterable[Path], unvouched: Unvouched
) -> UsageError | None:
    """What is wrong where the plan at `place`, or Python that it brings along, is nobody's that is known here."""
    programs = [one for folder in folders for one in sorted(folder.rglob("*.py"))]
    strange = unvouched([place, *programs]) if programs else ()
    if not strange:
        return None
    names = [path.name for path in programs]
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return problem(
        document,
        file,
        ("codemods",),
        f"the plan would run programs that it brings along ({listed}), and {strange[0].name} is not "
        "committed in this repository; read them, then commit plan and programs, or allow it with --allow-codemods",
    )


def _resolved(place: Path) -> Path | None:
    try:
        return place.resolve()
    except (OSError, ValueError, RuntimeError):
        return None
