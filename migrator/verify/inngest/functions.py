"""Proof: the routes serve the same functions to Inngest, as the SDK itself tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from migrator.verify.inngest.asked import Answer, ask
from migrator.verify.inngest.routes import serving
from migrator.verify.inngest.served import count, differences
from migrator.verify.prepared import prepared
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.wording import counted
from migrator.verify.workshop import Workshop


class Functions:
    """Needs dependencies, and bun or esbuild."""

    name = "functions"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Ask every module that calls `serve`, before and after."""
        routes = serving(subject.before)
        workers = serving(subject.before, "connect")
        if not routes:
            return Proven.skipped("no module of the base calls `serve` of inngest")
        known = {_image(subject, one) for one in routes}
        new = [path for path in serving(subject.after) if path not in known]
        ready = prepared(workshop)
        if isinstance(ready, str):
            return Proven.skipped(ready)
        findings: list[Finding] = []
        unasked = [f"{path} calls `connect`, which is not asked" for path in workers]
        asked: dict[str, Answer] = {}
        for route in routes:
            say(f"asking {route}")
            before = ask(subject, workshop, "base", route)
            if not before.served:
                unasked.append(f"{route} can't be asked on the base: {before.error or 'it serves nothing'}")
                continue
            if before.module in asked:
                continue
            asked[before.module] = before
            image = _image(subject, before.module)
            findings += _compared(image, before, _again(subject, workshop, before, image))
        for path in new:
            say(f"asking {path}")
            findings += _added(subject, workshop, path, {_image(subject, one) for one in asked})
        served = sum(count(one) for answer in asked.values() for one in answer.served)
        detail = f"{counted(served, 'function')} of {counted(len(asked), 'route')}"
        if any(one.made_up for one in asked.values()):
            detail += ", with made-up environment variables"
        if unasked and not findings:
            return Proven.skipped("; ".join([f"{detail} are the same", *unasked] if asked else unasked))
        return Proven.of("; ".join([detail, *unasked]), tuple(findings))


def _image(subject: Subject, path: str) -> str:
    """Where the route is on the branch."""
    return next((one for one in subject.lineage.images(path) if one in subject.after.sources), path)


def _again(subject: Subject, workshop: Workshop, before: Answer, image: str) -> Answer:
    if image not in subject.after.sources:
        return Answer(image, error="it is not on the branch")
    return ask(subject, workshop, "branch", image, before.made_up)


def _compared(image: str, before: Answer, after: Answer) -> Iterator[Finding]:
    if not after.served:
        yield Finding(f"can't be asked any more: {after.error or 'it serves nothing'}", image)
        return
    if len(before.served) != len(after.served):
        yield Finding(f"calls `serve` {len(after.served)} times, before {len(before.served)}", image)
    for one, other in zip(before.served, after.served, strict=False):
        yield from (Finding(message, image) for message in differences(one, other))
    if after.module == image and before.exports != after.exports:
        yield Finding(f"exports {', '.join(after.exports)}, before {', '.join(before.exports)}", image)
    if before.put != after.put:
        yield Finding(f"its PUT answers {after.put}, before {before.put}", image)


def _added(subject: Subject, workshop: Workshop, path: str, asked: set[str]) -> Iterator[Finding]:
    """What a module that calls `serve` only on the branch serves, unless it only makes what another route serves."""
    answer = ask(subject, workshop, "branch", path)
    if answer.module in asked:
        return
    if answer.error and not answer.served:
        yield Finding(f"calls `serve`, which no module did before, and can't be asked: {answer.error}", path)
    for config in answer.served:
        yield Finding(
            f"serves {counted(count(config), 'function')} of {config['app_id']}, as no module did before", path
        )
