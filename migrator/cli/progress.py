"""Which step is being run, on a terminal; silence in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from migrator.cli.words import say
from migrator.plan import Plan
from migrator.text import harmless

Advance = Callable[[str], None]


@contextmanager
def progress(plan: Plan, *, quiet: bool) -> Iterator[Advance]:
    """Gives a function to call with the id of each step that is begun."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        names = [step.id for step in plan.steps]
        task = bar.add_task(plan.name, total=len(names))

        def advance(step: str) -> None:
            bar.update(task, description=step, completed=names.index(step))

        yield advance


@contextmanager
def telling(*, quiet: bool) -> Iterator[Advance]:
    """Gives a function to call with what is being done, for work of minutes: in a pipe, each is a line on stderr."""
    if quiet:
        yield lambda _: None
        return
    if not sys.stderr.isatty():
        yield lambda text: say(f"verify: {text}")
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("verify") as status:
        yield lambda text: status.update(escape(harmless(text, one_line=True)))
