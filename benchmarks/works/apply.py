"""A plan of about twenty files carried out."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from benchmarks.contender import Contender, Work
from benchmarks.subject import Subject
from benchmarks.works.migrate import PROGRAM, planning, run_once


def applying(subject: Subject, old: str, new: str) -> Work:
    """`migrate apply`, which makes a branch and checks it out, against `migrate plan` of the same.

    Both come behind a run of the plan.
    """
    plan = subject.plan("few", "rename-package", old=old, new=new)

    def without_branch() -> None:
        for command in (["checkout", "--quiet", "main"], ["branch", "--quiet", "--delete", "--force", "migrate/few"]):
            subprocess.run(["git", *command], cwd=subject.folder, check=False, capture_output=True)
        run_once(subject, warm)

    warm = planning(subject, plan, warm=True)
    planned = replace(warm, name="migrate plan", prepare=without_branch)
    command = (*PROGRAM, "apply", str(plan), "--format", "json")
    own = Contender("migrate apply", command, prepare=without_branch, environment=planned.environment)
    return Work("apply", f"Carry out a plan of about twenty files (rename `{old}`)", "", (own, planned))
