"""Runs in which little is to be done: help, and a plan of a repository that was looked at before."""

from __future__ import annotations

import sys
from dataclasses import replace

from benchmarks.contender import Contender, Work
from benchmarks.subject import Subject
from benchmarks.works.migrate import PROGRAM, planning, run_once


def starting() -> Work:
    """`migrate --help` against Python that starts and ends."""
    own = Contender("migrate --help", (*PROGRAM, "--help"))
    return Work("start", "Show the help", "", (own, Contender("python", (sys.executable, "-I", "-c", ""))))


def again(subject: Subject, first: Work) -> Work:
    """The plan of another work, where nothing has changed since the run before, against a cold one."""
    plan = first.contenders[0].command[len(PROGRAM) + 1]
    warm = planning(subject, plan, warm=True)
    contenders = (
        replace(warm, prepare=lambda: run_once(subject, warm)),
        planning(subject, plan, name="migrate plan, cold"),
    )
    return Work(f"{first.name}-again", f"{first.title}, planned again", first.counts, contenders)
