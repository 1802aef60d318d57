"""A folder gets another path, within its app or as a package."""

from __future__ import annotations

from benchmarks.contender import Contender, Work
from benchmarks.subject import Subject
from benchmarks.works import peers as others
from benchmarks.works.migrate import planning


def moving(subject: Subject, *, peers: bool) -> Work:
    """A cold plan, with every reference resolved, against those who move folders, and one scan of ast-grep.

    That scan knows one spelling of the folder, an alias and its path: no relative specifiers, no other aliases.
    """
    plan = subject.plan("move", "move-modules", source=subject.source, target=subject.target)
    contenders = (planning(subject, plan), *_against(subject, subject.source, subject.target, peers=peers))
    return Work("move", f"Move the folder `{subject.source}`", "specifiers", contenders)


def moving_inngest(subject: Subject, folder: str, *, peers: bool) -> Work:
    """The shipped plan `inngest-package`, cold. The others move the folder and do nothing else of it."""
    target = "packages/inngest/src"
    contenders = (planning(subject, "inngest-package"), *_against(subject, folder, target, peers=peers))
    return Work("package", f"Make `{folder}` a package (`inngest-package`)", "changed lines", contenders)


def _against(subject: Subject, source: str, target: str, *, peers: bool) -> list[Contender]:
    alias, to = (one.replace(f"{subject.app}/src/", subject.alias) for one in (source, target))
    against = [
        others.ast_grep(subject, alias, to),
        others.language_service(subject, source, target),
        others.ts_morph(subject, source, target),
    ]
    return [*(against if peers else ()), others.reading(subject)]
