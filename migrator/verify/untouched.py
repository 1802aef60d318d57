"""Proof: the branch holds what the plan's steps write, and besides that the base, to the byte."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from migrator.publish.message import PLAN
from migrator.text import split_lines
from migrator.tree import Tree, changed_paths
from migrator.vcs import changed_stretches
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.wording import counted, shown
from migrator.verify.workshop import Workshop

_SHOWN = 60
"""Characters of a line that a finding quotes."""


class Untouched:
    """Compares with the plan carried out once more. What a command may write is no business of this proof."""

    name = "untouched"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Compare every file of the branch with what the plan leaves there."""
        outcome = subject.outcome
        if outcome is None:
            return Proven.skipped(subject.no_outcome)
        commands = [result.command for result in outcome.results if result.command is not None]
        exempt = {path for command in commands for path in command.writes}
        planned = outcome.tree
        differing = _not_as_planned(planned, subject.branch, exempt)
        hands = _commits_of_others(subject) if differing else {}
        findings = [
            Finding(f"{message}{hands.get(path, '')}", path, line)
            for path in differing
            for message, line in _differences(subject.base, planned, subject.branch, path)
        ]
        reach = set(changed_paths(subject.base, planned))
        written = sum(1 for path in reach if planned.entry(path) is not None)
        kept = sum(1 for path in subject.base.paths() if path not in reach and path not in exempt)
        detail = f"{counted(kept, 'file')} held against the base, {written} against the steps"
        if exempt:
            detail += f"; not {shown(exempt)}, which a command writes"
        if subject.differs:
            detail += f"; {subject.differs}"
        return Proven.of(detail, tuple(findings))


def _not_as_planned(planned: Tree, branch: Tree, exempt: Collection[str]) -> list[str]:
    """Every path whose mode or bytes are not as planned; of those exempt, the bytes may be anything."""
    found = []
    for path in sorted({*planned.paths(), *branch.paths()}):
        wanted, present = planned.entry(path), branch.entry(path)
        written = path in exempt and present is not None and (wanted is None or wanted.mode is present.mode)
        if wanted == present or written:
            continue
        same_mode = wanted is not None and present is not None and wanted.mode is present.mode
        # An identity may be of another kind than git's own.
        if not same_mode or planned.read(path) != branch.read(path):
            found.append(path)
    return found


def _differences(base: Tree, planned: Tree, branch: Tree, path: str) -> Iterator[tuple[str, int | None]]:
    """What is wrong with a file, and in which line of the branch."""
    wanted, present = planned.entry(path), branch.entry(path)
    outside = wanted == base.entry(path)
    if wanted is None:
        gone = base.entry(path) is not None
        yield ("a step takes this file away, and it is there" if gone else "no step makes this file"), None
        return
    if present is None:
        yield ("outside the plan's reach, and gone" if outside else "a step writes this file, and it is gone"), None
        return
    if wanted.mode is not present.mode:
        yield f"its mode is {present.mode}, not {wanted.mode}", None
    before, after = planned.read(path), branch.read(path)
    if b"\0" in before or b"\0" in after:
        if before != after:
            yield ("outside the plan's reach, and changed" if outside else "not what the steps write"), 1
        return
    lines = split_lines(after)
    where = "outside the plan's reach: " if outside else "no step claims this: "
    for old_start, old_end, start, end in changed_stretches(before, after):
        place = min(start, max(len(lines) - 1, 0)) + 1
        yield where + _said(old_end - old_start, lines[start:end]), place


def _said(gone: int, lines: list[bytes]) -> str:
    if not lines:
        return f"{counted(gone, 'line')} removed"
    text = lines[0].decode("utf-8", "replace").strip()
    quoted = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
    return f"{counted(len(lines), 'line')} {'changed' if gone else 'added'}: {quoted}"


def _commits_of_others(subject: Subject) -> Mapping[str, str]:
    """Path -> the latest commit that touched it and is none of the plan's."""
    found: dict[str, str] = {}
    for commit in subject.commits:
        if commit.trailer(PLAN) is not None or not commit.parents:
            continue
        before = subject.repository.snapshot(commit.parents[0])
        for path in changed_paths(before, subject.repository.snapshot(commit.oid)):
            found.setdefault(path, f" (commit {commit.oid[:7]}, {commit.subject})")
    return found
