"""Names: kebab-case in plans, snake_case in Python; and the known name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def kebab(name: str) -> str:
    """The name that plans use for a Python one: `on_blocked` is `on-blocked`, `with_` is `with`."""
    return name.strip("_").replace("_", "-")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be; None where none is close."""
    by_folded = {kebab(candidate).lower(): candidate for candidate in known}
    close = get_close_matches(kebab(name).lower(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A mend for an unknown name: the nearest one, or what there is; empty where nothing is known."""
    known = sorted(known)
    guess = nearest(name, known)
    if guess is not None:
        return f"did you mean {guess!r}?"
    return f"known are: {', '.join(known)}" if known else ""
