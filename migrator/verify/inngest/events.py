"""Proof: whoever sends or handles events finds the same events, of the same types."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from migrator.verify.inngest.event_modules import clients, event_modules
from migrator.verify.inngest.looked import ANY, NO_DATA, Exported, look
from migrator.verify.inngest.shapes import differences
from migrator.verify.prepared import prepared
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.wording import counted, shown
from migrator.verify.workshop import Workshop


class Events:
    """What is exported is compared without dependencies; what it is needs them, and the repository's TypeScript."""

    name = "events"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Compare every export of the modules that declare clients and events."""
        modules = event_modules(subject.before)
        exports = {(path, name) for path in modules for name in subject.before.symbols.names(path)}
        if not exports:
            return Proven.skipped("no module makes an Inngest client or declares events")
        images = {one: _image(subject, *one) for one in sorted(exports)}
        lost = tuple(_lost(subject, [one for one, image in images.items() if image is None]))
        detail = f"{counted(len(exports), 'export')} of {counted(len(modules), 'module')}"
        kept = {one: image for one, image in images.items() if image is not None}
        ready = prepared(workshop)
        if isinstance(ready, str):
            return _untold(detail, ready, lost)
        say("writing out the types of events")
        before = look(subject.before, workshop, ready["base"], kept)
        if isinstance(before, str):
            return _untold(detail, before, lost)
        after = look(subject.after, workshop, ready["branch"], kept.values())
        if isinstance(after, str):
            return Proven.of(detail, (*lost, Finding(f"types can't be told any more: {after}")))
        told = {one: image for one, image in kept.items() if before.get(one, ANY) not in (ANY, NO_DATA)}
        changed = tuple(
            Finding(message, image[0])
            for one, image in told.items()
            for message in differences(one[1], before[one], after.get(image, ANY))
        )
        if not told and not lost:
            return Proven.skipped(f"{detail} are there; none has a type that can be compared")
        untold = [one for one in kept if before.get(one, ANY) == ANY]
        detail += f", the types of {len(told)}"
        if untold:
            detail += f"; not told on the base: {shown(name for _, name in untold)}"
        if any(name in clients(subject.before, path) for path, name in untold) and not (lost or changed):
            return Proven.skipped(detail)
        return Proven.of(detail, (*lost, *changed))


def _untold(detail: str, why: str, lost: tuple[Finding, ...]) -> Proven:
    """The types could not be compared: no pass, but what is lost is lost."""
    return (
        Proven.of(f"{detail}; types were not compared: {why}", lost)
        if lost
        else Proven.skipped(f"{detail} are there; types were not compared: {why}")
    )


def _image(subject: Subject, path: str, name: str) -> Exported | None:
    for image in subject.lineage.images(path):
        if image in subject.after.sources and name in subject.after.symbols.names(image):
            return image, name
    return None


def _lost(subject: Subject, exports: list[Exported]) -> Iterator[Finding]:
    for path, name in exports:
        images = [one for one in subject.lineage.images(path) if one in subject.after.sources]
        where = images[0] if images else path
        yield Finding(f"{name} is no longer exported" if images else f"{name} is gone with its module", where)
