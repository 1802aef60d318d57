"""The cases that lie beside a codemod, and the one that shows best what it does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from migrator.codemod.found import Found
from migrator.errors import Location, UsageError
from migrator.testing.case import Case, read_case

EXAMPLE = "example"
"""What the case is called that `migrate codemods NAME` shows."""


def read_case_file(file: Path) -> Case:
    """The case in a file. Raises UsageError where it is none, with the place."""
    try:
        return read_case(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        said = "a case is UTF-8" if isinstance(error, UnicodeDecodeError) else f"can't be read: {error.strerror}"
        raise UsageError(said, location=Location(str(file))) from error


def cases_of(found: Found) -> tuple[Case, ...]:
    """A codemod's cases, in the order of their names. Those that can't be read are left out: pytest tells of them."""
    cases: list[Case] = []
    for file in found.cases:
        with suppress(UsageError):
            cases.append(read_case_file(file))
    return tuple(cases)


def example_of(cases: Sequence[Case]) -> Case | None:
    """The one called `example`, else the first that changes something; None where none does."""
    changing = [case for case in cases if case.after]
    return next((case for case in changing if Path(case.path).stem == EXAMPLE), next(iter(changing), None))
