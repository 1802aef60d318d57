"""Both checkouts with dependencies, for the proofs that run the repository's code."""

from __future__ import annotations

from pathlib import Path

from migrator.verify.workshop import CannotPrepareError, Side, Workshop


def prepared(workshop: Workshop) -> dict[Side, Path] | str:
    """The checkouts; why nothing can be compared, where not even the base can be had.

    Raises CannotPrepareError where only the branch can't: that is a fault of the branch.
    """
    try:
        base = workshop.ready("base")
    except CannotPrepareError as error:
        return f"dependencies can't be installed: {error}"
    return {"base": base, "branch": workshop.ready("branch")}
