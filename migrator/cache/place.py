"""Where the cache is."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

VARIABLE = "MIGRATOR_CACHE"
"""Names another folder than the user's own for caches, or says `off`."""


def index_file(repository: Path) -> Path | None:
    """The file with what is known of the sources in that folder; None where nothing is to be kept."""
    return _place(repository, "index")


def results_folder(repository: Path) -> Path | None:
    """The folder with what runs on the repository in that folder came to; None where nothing is to be kept."""
    return _place(repository, "results")


def _place(repository: Path, kind: str) -> Path | None:
    chosen = os.environ.get(VARIABLE, "")
    if chosen == "off":
        return None
    if chosen:
        folder = Path(chosen)
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("migrator", appauthor=False)
    name = blake2b(os.fsencode(repository), digest_size=12).hexdigest()
    return folder / f"{name}.{kind}"
