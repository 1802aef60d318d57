"""Which version of Inngest's SDK an app can have.

The ranges are those that the registry had on 26 November 2026: `npm view inngest@4.24.0 peerDependencies`, and the same
for 3.54.2 and 3.41.0, the last one that asks for nothing newer than TypeScript 4.7.
"""

from __future__ import annotations

from typing import Final, Literal

from migrator.api import Package, Project, UsageError, read_lockfile, usual_range

from .version_ranges import Version, bounds_of, version_of

Sdk = Literal[3, 4]

NEWEST: Final[dict[Sdk, str]] = {4: "^4.24.0", 3: "^3.54.2"}
"""The range for each major version where the app has all that its newest versions ask for."""
MODEST: Final = "~3.41.0"
"""The range for an app whose TypeScript or zod is older than that."""
_NEEDED: Final[dict[str, tuple[Version, str]]] = {
    "typescript": ((5, 8, 0), ">=5.8.0"),
    "zod": ((3, 25, 0), "^3.25.0 || ^4.0.0"),
}
_STANDARD_SCHEMA: Final = (3, 24, 0)
_FROM_SCHEMA: Final = (3, 43, 0)
_IN_BAND: Final = (3, 50, 0)


def sdk_of_range(range_: str) -> Sdk:
    """The major version that a range is of. Raises UsageError where it is neither 3 nor 4, or both."""
    majors = {bounds.lowest[0] for bounds in bounds_of(range_) or ()}
    if majors == {3}:
        return 3
    if majors == {4}:
        return 4
    raise UsageError(f"{range_!r} is no range of version 3 or 4 of inngest", hint=f"as in `-p range={NEWEST[4]}`")


def usual_sdk_range(project: Project, folder: str) -> str | None:
    """The range of inngest that the app has, or that it would have as the workspace does; None where nobody has it."""
    manifest = project.workspace.manifest(folder)
    return usual_range(project.workspace, Package(manifest), "inngest") if manifest is not None else None


def written_out(project: Project, name: str, range_: str) -> str:
    """`range_` of the package `name`, or what the catalog has where it is of one."""
    if not range_.startswith("catalog:"):
        return range_
    return project.workspace.catalogs.get(range_.removeprefix("catalog:") or "default", {}).get(name, range_)


def misfit(project: Project, folder: str) -> str | None:
    """Why the app can't have the newest versions of the SDK, in a sentence; None where it can."""
    for name, (minimum, needed) in _NEEDED.items():
        version = version_in_use(project, folder, name)
        if version is not None and version < minimum:
            shown = _declared(project, folder, name)
            return f"the app has {name} {shown}, and the newest versions of inngest ask for {needed}"
    return None


def newest_range(project: Project, folder: str, sdk: Sdk) -> str:
    """The range of `sdk` to declare where the workspace has none."""
    return MODEST if sdk == 3 and misfit(project, folder) is not None else NEWEST[sdk]


def takes_schemas(project: Project, folder: str) -> bool:
    """Whether the SDK that the app declares takes zod's schemas as they are, in `eventType` or in `fromSchema`."""
    zod = version_in_use(project, folder, "zod")
    return zod is not None and zod >= _STANDARD_SCHEMA and not _lacks_from_schema(project, folder)


def takes_zod_data(project: Project, folder: str) -> bool:
    """Whether it takes them in `fromZod`, which knows zod 3 alone."""
    zod = version_in_use(project, folder, "zod")
    return zod is not None and zod[0] == 3 and _lacks_from_schema(project, folder)


def answers_in_band(project: Project, folder: str) -> bool:
    """Whether the SDK's route for Next answers an in-band sync without a signature: older ones misread its body."""
    sdk = version_in_use(project, folder, "inngest")
    return sdk is None or sdk >= _IN_BAND


def _lacks_from_schema(project: Project, folder: str) -> bool:
    sdk = version_in_use(project, folder, "inngest")
    return sdk is not None and sdk < _FROM_SCHEMA


def version_in_use(project: Project, folder: str, name: str) -> Version | None:
    """The version of `name` that the package in `folder` has; None where neither it nor the root declares it.

    The newest that the lockfile has and the declared range admits; where it has none, the newest that the range admits.
    """
    range_ = _declared(project, folder, name)
    bounds = bounds_of(range_) if range_ is not None else None
    if bounds is None:
        return None
    lockfile = read_lockfile(project.tree, project.workspace)
    locked = [version_of(one) for one in lockfile.versions(name)] if lockfile is not None else []
    admitted = [one for one in locked if any(each.lowest <= one < each.below for each in bounds)]
    if admitted:
        return max(admitted)
    # The newest version that is below a bound is not known; all that is asked is which minimum it reaches.
    highest = max(bounds, key=lambda one: one.below).below
    return _just_below(highest)


def _just_below(version: Version) -> Version:
    first, second, third = version
    if third:
        return first, second, third - 1
    return (first, second - 1, 999) if second else (first - 1, 999, 999)


def _declared(project: Project, folder: str, name: str) -> str | None:
    workspace = project.workspace
    for manifest in (workspace.manifest(folder), workspace.root.manifest if workspace.root is not None else None):
        found = manifest.ranges.get(name) if manifest is not None else None
        if found is not None:
            return written_out(project, name, found[1])
    return None
