"""Who imports whom, in the whole repository."""

from __future__ import annotations

import sys

from benchmarks.contender import Contender, Work
from benchmarks.subject import Subject
from benchmarks.works import peers as others


def graph(subject: Subject, *, peers: bool) -> Work:
    """Every reference, resolved, against a parser that does no more than parse."""
    command = (sys.executable, "-P", "-m", "benchmarks.works.import_graph", str(subject.folder))
    own = Contender("import graph", command, int, environment={"PYTHONPATH": str(others.HOME.parent.parent)})
    against = [others.oxc(subject, program=True), others.oxc(subject, program=False)]
    contenders = (own, *(against if peers else ()), others.reading(subject))
    return Work("graph", "Work out the import graph", "references", contenders)
