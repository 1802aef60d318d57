"""A package gets another name."""

from __future__ import annotations

from benchmarks.contender import Work
from benchmarks.subject import Subject
from benchmarks.works import peers as others
from benchmarks.works.migrate import planning


def renaming(subject: Subject, *, peers: bool) -> Work:
    """A cold plan against programs that rewrite the same specifiers; they leave manifests and settings as they are."""
    plan = subject.plan("rename", "rename-package", old=subject.old, new=subject.new)
    against = [
        others.ast_grep(subject, subject.old, subject.new),
        others.jscodeshift(subject, subject.old, subject.new),
    ]
    contenders = (planning(subject, plan), *(against if peers else ()), others.reading(subject))
    return Work("rename", f"Rename the package `{subject.old}`", "specifiers", contenders)
