"""How the move is carried out: the plan's parameters with their reasons, its files, its steps, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from migrator.api import Choice, Rehearsal, Risk, Step

from .survey import Survey
from .verdict import Verdict

_SHOWN = 8


def choices(survey: Survey, verdict: Verdict, settled: Rehearsal) -> tuple[Choice, ...]:
    """Every parameter of the plan with its value and the reason for it."""
    reasons = _reasons(survey, verdict, settled)
    blocked = {one.path: one for one in verdict.plain.decisions if one.decision == "blocked"}
    found = []
    for name, value in settled.params.items():
        entries: dict[str, str] = {}
        if name == "decisions":
            for path in value:
                why = f"blocked otherwise: {blocked[path].reason}" if path in blocked else _why_decided(verdict)
                entries[path] = why
        found.append(Choice(name, value, reasons.get(name, ""), entries))
    return tuple(found)


def _why_decided(verdict: Verdict) -> str:
    if verdict.plain.cycles:
        return f"moved, it would close a circle of packages: {verdict.plain.cycles[0]}"
    return "what is taken along needs it"


def _reasons(survey: Survey, verdict: Verdict, settled: Rehearsal) -> Mapping[str, str]:
    params = settled.params
    client = next((one.module.path for one in survey.clients.anatomy.clients), "")
    functions = len(survey.definitions.all)
    along = params.get("along")
    decided = bool(params.get("decisions"))
    kept = [one.path for one in settled.decisions if one.decision == "keep"]
    return {
        "app": f"its code makes the client, {client}",
        "source": f"it holds the client, or most of the {functions} functions",
        "along": "what belongs to it and lies elsewhere" if along else "nothing that belongs to it lies elsewhere",
        "package": "beside the packages that are there",
        "name": "with the scope that its siblings have",
        "decisions": "modules of the app that moved code needs" if decided else "nothing has to be decided",
        "on-blocked": f"these can't move, stay in the app, and are served beside the others: {_listed(kept)}"
        if kept
        else "everything can move; should that change, the plan fails instead of leaving something behind",
        "events-by": "`domain` gives each event domain a module of its own",
        "shims": "`keep` leaves the old paths as re-exports, for branches that are still open",
        "mentions": f"{settled.mentions} places name an old path; `rewrite` changes those that are certain",
        "prune": "`true` removes dependencies that the app no longer uses",
    }


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def structure(settled: Rehearsal) -> tuple[str, ...]:
    """The files of the package after the plan, by path."""
    folder = f"{settled.params['package']}/"
    return tuple(sorted(path for path in settled.left.tree.paths() if path.startswith(folder)))


def steps(settled: Rehearsal) -> tuple[Step, ...]:
    """The plan's steps that have something to do, in order."""
    return tuple(Step(one.id, one.subject, one.changes) for one in settled.steps if one.changes or not one.computed)


def risks(survey: Survey, verdict: Verdict) -> tuple[Risk, ...]:
    """What may go wrong here, each with what helps against it."""
    return tuple(_risks(survey, verdict))


def _risks(survey: Survey, verdict: Verdict) -> Iterator[Risk]:
    settled = verdict.settled
    if settled is not None and settled.status != "noop":
        moved = sum(one.decision == "move" for one in settled.decisions)
        yield Risk(
            f"the history of {moved} moved files is lost",
            "merge the branch with its commits: a squash merge joins the move with the edits",
        )
        yield Risk(
            "branches that are still open name the old paths",
            "`-p shims=keep` leaves re-exports there until they are merged",
        )
        yield Risk(
            "Inngest takes moved functions for new ones",
            "client id and function ids stay as they are; `migrate verify` compares what is served before and after",
        )
        kept = [one for one in settled.decisions if one.decision == "keep"]
        if kept:
            yield Risk(
                f"{len(kept)} modules stay in the app, so the package has not all functions",
                "take out of the app what they need, decide it `co-move`, and run the plan again",
            )
        if settled.mentions:
            yield Risk(
                f"{settled.mentions} places name an old path: documents, settings, comments",
                "`migrate plan --mentions` lists them; `-p mentions=rewrite` changes those that are certain",
            )
    if not survey.serves.is_complete:
        yield Risk(
            "what is served can't be told from the text",
            "the route keeps its own list; hold what it serves against the list of functions above",
        )
    if len(survey.clients.anatomy.clients) > 1:
        yield Risk(
            f"there are {len(survey.clients.anatomy.clients)} clients, and a package has one",
            "the plan moves one of them, see `source`; decide what becomes of the others",
        )
