"""What the base serves to Inngest, as its own routes say: what a Dev Server of the branch has to list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from migrator.verify.inngest.asked import ask
from migrator.verify.inngest.routes import serving
from migrator.verify.subject import Subject
from migrator.verify.workshop import CannotPrepareError, Workshop

Served = Callable[[Subject, Workshop, Callable[[str], None]], Sequence[Mapping[str, Any]] | str]
"""What the base serves: the SDK's answer for each app, with `app_id` and `functions`; or why that can't be known."""


def served_by_base(
    subject: Subject, workshop: Workshop, say: Callable[[str], None]
) -> Sequence[Mapping[str, Any]] | str:
    """Ask every route of the base. One that can't be asked leaves the list incomplete, and so unknown."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    try:
        for route in serving(subject.before):
            say(f"asking {route} of the base")
            answer = ask(subject, workshop, "base", route)
            if not answer.served:
                return f"{route}: {answer.error or 'it serves nothing'}"
            found[answer.module] = answer.served
    except CannotPrepareError as error:
        return error.message
    return [config for served in found.values() for config in served]
