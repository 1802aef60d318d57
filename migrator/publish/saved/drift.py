"""What is no longer as it was when a plan was saved."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.engine import CheckStatus, Outcome
from migrator.errors import StaleError
from migrator.plan import Plan
from migrator.publish.proposal import Proposal
from migrator.publish.saved.format import Saved, SavedFile
from migrator.publish.saved.writing import commands_of, plain, saved_document
from migrator.publish.versions import versions_of
from migrator.vcs import GitTree, Repository, changes_between, line_counts

SHOWN = 50
"""Files that are named of those that the plan does not touch."""

_HINT = "look at the plan as it is now, and save it again: migrate plan ... --save FILE"


def check_still_applies(repository: Repository, saved: Saved, plan: Plan, base: GitTree) -> None:
    """Whatever shows before planning: raises StaleError naming each file of the plan that is another now, and how.

    Also where the plan or the program is another, and where the commit that was planned from is not here.
    """
    if not repository.has_commit(saved.base.commit):
        raise StaleError(
            f"the commit {saved.base.commit[:12]} that was planned from is not in this repository",
            hint="the plan was saved of another repository, or of a part of the history that is still to be fetched",
        )
    drifted = [*_plan(saved, plan), *_versions(saved, plan), *_files(saved, repository, base)]
    if drifted:
        raise _stale(drifted)


def check_same(repository: Repository, saved: Saved, proposal: Proposal) -> None:
    """Raises StaleError, naming each file, where planning again comes to something else than was saved."""
    document = saved_document(proposal, repository.object_format, saved.base.revision)
    now = [SavedFile.model_validate(entry) for entry in document["files"]]
    drifted = [*_status(saved, proposal.outcome), *_results(saved.files, now)]
    if saved.commands != commands_of(proposal):
        drifted.append("the commands to be run are others now")
    if not drifted and document["patch"] != saved.patch:
        drifted.append("the patch is another now, of the same files")
    if drifted:
        raise _stale([*drifted, *_since(saved, repository, proposal)])
    if proposal.base_tree == saved.base.tree and proposal.digest != saved.digest:
        raise _stale(["the run is another now: its digest is not the one that was saved"])


def _plan(saved: Saved, plan: Plan) -> Iterator[str]:
    if plan.source != saved.plan.source.encode():
        yield f"{plan.file}: the plan is another than the one that was saved"


def _versions(saved: Saved, plan: Plan) -> Iterator[str]:
    now = versions_of(plan)
    if saved.versions.get("migrator") != now["migrator"]:
        yield f"migrate is version {now['migrator']}, and the plan was made by {saved.versions.get('migrator')!a}"
    codemods = saved.versions.get("codemods")
    for name, version in now["codemods"].items():
        if not isinstance(codemods, dict) or codemods.get(name) != version:
            yield f"codemod {name}: its code has changed since"


def _files(saved: Saved, repository: Repository, base: GitTree) -> Iterator[str]:
    """Each file that the plan touches and that is not as it was."""
    then = repository.snapshot(saved.base.commit)
    touched = {path for file in saved.files for path in (file.path, file.origin)}
    for path in sorted({*then.paths(), *base.paths()}):
        if plain(path) in touched and then.entry(path) != base.entry(path):
            yield f"{_shown(path)}: {_what(path, then, base)}"


def _what(path: str, then: GitTree, now: GitTree) -> str:
    old, new = then.entry(path), now.entry(path)
    if new is None:
        return "it is gone"
    if old is None:
        return "it is there now"
    if old.identity == new.identity:
        return f"its mode was {old.mode.value} and is {new.mode.value}"
    added, removed = line_counts(then.read(path), now.read(path))
    return f"it has changed: {added} {'line' if added == 1 else 'lines'} added, {removed} removed"


def _status(saved: Saved, outcome: Outcome) -> Iterator[str]:
    if saved.result.status == outcome.status:
        return
    stopped = outcome.stopped_at
    if stopped is not None:
        said = " ".join(one.message for one in stopped.diagnostics if one.severity == "error")
        yield f"step {stopped.step.id} fails now: {said}"
        return
    failed = [check for check in outcome.checks if check.status is CheckStatus.FAILED]
    yield from (f"the check {check.name} fails now: {check.detail}" for check in failed)
    if not failed:
        yield f"the plan comes to {outcome.status} now, and came to {ascii(saved.result.status)[1:-1]}"


def _results(then: list[SavedFile], now: list[SavedFile]) -> Iterator[str]:
    """Each file of which the plan makes something else than it did."""
    before, after = ({file.path: file for file in files} for files in (then, now))
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            yield f"{_shown(path)}: the plan leaves it alone now"
        elif path not in before:
            yield f"{_shown(path)}: the plan touches it now"
        elif before[path] != after[path]:
            yield f"{_shown(path)}: the plan makes something else of it now"


def _since(saved: Saved, repository: Repository, proposal: Proposal) -> Iterator[str]:
    """What may be the cause: the files that differ between the two commits, none of which the plan touches."""
    changes = changes_between(repository.snapshot(saved.base.commit), proposal.base)
    yield from (f"{_shown(change.path)}: {change.kind} since" for change in changes[:SHOWN])
    if len(changes) > SHOWN:
        yield f"and {len(changes) - SHOWN} more files that differ since"


def _stale(drifted: list[str]) -> StaleError:
    return StaleError("not as it was when the plan was saved:" + "".join(f"\n  {one}" for one in drifted), hint=_HINT)


def _shown(path: str) -> str:
    """A path in a message: what steers a terminal is escaped, since a saved file may come from anybody."""
    return path if path.isprintable() else ascii(path)[1:-1]
