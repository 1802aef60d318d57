"""What an audit needs to know, and what other programs find out of a graph."""

from __future__ import annotations

from benchmarks.contender import Contender, Work
from benchmarks.subject import Subject
from benchmarks.works import peers as others
from benchmarks.works.migrate import PROGRAM


def auditing(subject: Subject, *, peers: bool) -> Work:
    """`migrate audit`, which rehearses a plan besides, against those who build a graph for their findings."""
    own = Contender("migrate audit", (*PROGRAM, "audit", "--format", "json"), codes=frozenset((0, 1)))
    against = [others.knip(), others.dependency_cruiser(subject), others.madge(subject)]
    return Work("audit", "Audit the repository", "dependencies", (own, *(against if peers else ())))
