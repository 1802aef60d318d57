"""The pieces of work that are measured; `works_on` lists those that a repository has the stuff for."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.contender import Work
from benchmarks.subject import Subject
from benchmarks.works.apply import applying
from benchmarks.works.audit import auditing
from benchmarks.works.graph import graph
from benchmarks.works.move import moving, moving_inngest
from benchmarks.works.rename import renaming
from benchmarks.works.start import again, starting

NAMES = ("rename", "move", "package", "graph", "audit", "rename-again", "move-again", "apply", "start")
"""What works are called."""


def works_on(subject: Subject, *, peers: bool) -> Iterator[Work]:
    """Every work; without `peers`, each is done by `migrate` and by Python alone."""
    renamed, moved = renaming(subject, peers=peers), moving(subject, peers=peers)
    yield renamed
    yield moved
    if subject.inngest is not None:
        yield moving_inngest(subject, subject.inngest, peers=peers)
    yield graph(subject, peers=peers)
    if subject.audited:
        yield auditing(subject, peers=peers)
    yield again(subject, renamed)
    yield again(subject, moved)
    if subject.few is not None:
        yield applying(subject, *subject.few)
    yield starting()
