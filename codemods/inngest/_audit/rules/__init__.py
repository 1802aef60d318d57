"""The conventions, each module a topic. `RULES` is all of them, `faults` what breaks any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault

from ..survey import Survey
from . import coupling, names, patterns, registration, senders, steps

_TOPICS = (names, registration, senders, steps, coupling, patterns)
RULES = tuple(rule for topic in _TOPICS for rule in topic.RULES)
"""Every rule, in the order in which a report has them."""


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Every place that breaks a rule; `modules` is what the plan decides."""
    for topic in _TOPICS:
        yield from topic.faults(survey, modules)
