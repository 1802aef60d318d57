"""What an audit needs to know, and what other programs find out of a graph."""

from __future__ import annotations

import shutil
from dataclasses import replace

from benchmarks.contender import Contender, Work
from benchmarks.subject import Subject
from benchmarks.works import peers as others
from benchmarks.works.migrate import PROGRAM, run_once


def auditing(subject: Subject, *, peers: bool) -> Work:
    """`migrate audit`, which rehearses a plan besides, against those who build a graph for their findings.

    Cold, and once more where nothing has changed since.
    """
    cache = subject.place / "cache"
    own = Contender(
        *("migrate audit", (*PROGRAM, "audit", "--format", "json")),
        prepare=lambda: shutil.rmtree(cache, ignore_errors=True),
        environment={"XDG_CACHE_HOME": str(cache)},
        codes=frozenset((0, 1)),
    )
    again = replace(own, name="migrate audit, again", prepare=lambda: run_once(subject, own))
    against = [others.knip(), others.dependency_cruiser(subject), others.madge(subject)]
    return Work("audit", "Audit the repository", "dependencies", (own, again, *(against if peers else ())))
