"""Proof: an Inngest Dev Server hears the same functions from the branch as from the base."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from migrator.verify.inngest.dev_base import Served, served_by_base
from migrator.verify.inngest.dev_client import Functions, checked_address, known_functions
from migrator.verify.inngest.dev_run import CannotRunError, dev_apps, dev_server_binary, functions_told
from migrator.verify.prepared import prepared
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.workshop import SIDES, Side, Workshop

RUN = "run"


@dataclass(frozen=True, slots=True)
class DevServer:
    """What is asked, if anything, the workshop says.

    With `run` the app's `dev` script and a Dev Server are started for the base, then for the branch, and the two lists
    are compared whole. An address is that of a server that the user has started together with the app of the branch.
    Its list is held against what the routes of the base serve (`served`): the ids, names and triggers. Functions of
    apps that the base does not have are none of this proof's business; how many there are is said.
    """

    served: Served = served_by_base
    seconds: float = 180
    name = "dev-server"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Compare the lists. Raises UsageError for what is no address, NoDevServerError where nothing answers."""
        asked_for = workshop.dev_server
        if asked_for is None:
            return Proven.skipped("ask with `--dev-server URL` or `--dev-server run`")
        if asked_for == RUN:
            return self._run(subject, workshop, say)
        address = checked_address(asked_for)
        served = self.served(subject, workshop, say)
        if isinstance(served, str):
            return Proven.skipped(f"what the base serves is not known: {served}")
        listed = known_functions(address)
        expected = {str(one["id"]): _told(one) for app in served for one in app["functions"]}
        if not expected:
            return Proven.skipped("the base serves no functions")
        apps = tuple(f"{app['app_id']}-" for app in served)
        ours = {name: _told(one) for name, one in listed.items() if name.startswith(apps)}
        others = f", {len(listed) - len(ours)} of other apps not looked at" if len(listed) > len(ours) else ""
        findings = tuple(_differences(expected, ours, f"the Dev Server at {address}"))
        return Proven.of(f"{len(ours)} at {address}, {len(expected)} on the base{others}", findings)

    def _run(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        apps = [one.folder for one in dev_apps(subject.before)]
        if len(apps) != 1:
            found = f"{len(apps)} packages depend on inngest and have a `dev` script: {', '.join(apps)}"
            none = "no package depends on inngest and has a `dev` script"
            return Proven.skipped(f"{found if apps else none}; start it yourself, and give `--dev-server URL`")
        ready = prepared(workshop)
        if isinstance(ready, str):
            return Proven.skipped(ready)
        binary = dev_server_binary(ready["branch"], workshop.environment)
        if binary is None:
            return Proven.skipped(
                "the Dev Server is not installed: `npm install --global inngest-cli`, or start the branch's app and "
                "`npx inngest-cli@latest dev`, and give `--dev-server http://127.0.0.1:8288`"
            )
        told: dict[Side, Functions] = {}
        for side in SIDES:
            project = subject.before if side == "base" else subject.after
            where = (ready[side], apps[0], project.workspace.manager, binary, workshop.environment)
            try:
                told[side] = functions_told(*where, self.seconds, say)
            except CannotRunError as error:
                if side == "base":
                    return Proven.skipped(f"on the base, {error.message}")
                return Proven.of(f"{len(told['base'])} on the base", (Finding(error.message, apps[0] or None),))
        detail = f"{len(told['branch'])} told by the branch, {len(told['base'])} by the base"
        return Proven.of(detail, tuple(_differences(told["base"], told["branch"], "the branch's app")))


def _told(function: Mapping[str, Any]) -> dict[str, Any]:
    """What both a route's answer and the Dev Server's list say of a function, in the same words."""
    triggers = [
        {key: value for key, value in one.items() if value and key in ("event", "cron", "expression")}
        for one in function.get("triggers") or ()
    ]
    return {"name": function.get("name"), "triggers": sorted(triggers, key=_text)}


def _differences(expected: Functions, found: Functions, who: str) -> Iterator[Finding]:
    for name in sorted({*expected, *found}):
        if name not in found:
            yield Finding(f"{name} is served on the base, and {who} does not list it")
        elif name not in expected:
            yield Finding(f"{who} lists {name}, which the base does not serve")
        else:
            old, new = expected[name], found[name]
            for key in sorted({*old, *new}):
                if old.get(key) != new.get(key):
                    yield Finding(f"{name}: {key} was {_text(old.get(key))}, and is {_text(new.get(key))}")


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
