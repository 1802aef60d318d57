"""Bring the lockfile up to date."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import (
    Command,
    CommandCodemod,
    Context,
    Diagnostic,
    Mode,
    Project,
    RefusedError,
    asked_version,
    is_modern_yarn,
    member_folders,
    param,
)

from ._npm_lockfile import seeded
from ._package_managers import (
    LOCKFILES,
    arguments,
    format_of,
    locked,
    without_own_version,
)


class UpdateLockfile(CommandCodemod):
    """Let the repository's own package manager bring the lockfile up to date with the manifests.

    bun, pnpm, npm or yarn runs in a temporary checkout, when the plan is applied and never while planning. It runs no
    script and installs nothing (yarn 1 does, in that checkout); only the lockfile is taken over. There is nothing to do
    where the plan changes nothing that a lockfile depends on, or where there is no lockfile.
    """

    timeout: int = param("Seconds after which the package manager is stopped.", default=600, example=600)

    def command(self, context: Context, base: Project) -> Command | None:
        """The package manager's command."""
        project = context.project
        inputs = locked(project)
        if inputs == locked(base):
            return None
        lockfile = _lockfile(context)
        if lockfile is None:
            return None
        _check_whole(project, lockfile)
        manager = project.workspace.manager
        if is_modern_yarn(project.workspace) and project.tree.entry(".pnp.cjs") is not None:
            message = "yarn's Plug'n'Play files are committed, and are not brought up to date"
            context.report(Diagnostic("plug-and-play", "warning", message, ".pnp.cjs", hint="run `yarn install`"))
        start = seeded(base, project, lockfile) if manager == "npm" else None
        return Command(
            arguments(manager, project),
            writes=(lockfile,),
            otherwise=without_own_version(manager, project),
            prepared={lockfile: start} if start is not None else {},
            reads=tuple(sorted(inputs)),
            version=asked_version(project.workspace),
            timeout=self.timeout,
        )

    def remarks(self, path: str, before: bytes, after: bytes) -> Iterator[Diagnostic]:
        """Another format of the lockfile: older package managers may not read it, and newer versions may be in it."""
        old, new = format_of(before), format_of(after)
        if old and new and old != new:
            message = f"the lockfile had format {old}, and the package manager wrote it anew in format {new}"
            hint = "run the step with the version that the repository uses; `packageManager` in package.json names it"
            yield Diagnostic("other-format", "warning", message, path, hint=hint)


def _lockfile(context: Context) -> str | None:
    """The lockfile to update; None, with a remark, where the package manager has none here."""
    workspace = context.project.workspace
    present = workspace.lockfiles
    if not present:
        context.report(Diagnostic("no-lockfile", "info", "there is no lockfile at the root, so none is updated"))
        return None
    own = next((file for file in LOCKFILES[workspace.manager] if file in present), None)
    if own is None:
        message = f"the package manager is {workspace.manager}, and the lockfile is another's: nothing is updated"
        context.report(Diagnostic("foreign-lockfile", "warning", message, present[0]))
        return None
    if len(present) > 1:
        others = ", ".join(file for file in present if file != own)
        context.report(
            Diagnostic(
                "several-lockfiles",
                "warning",
                f"there is {own}, and there is {others}: only {own} is updated, by {workspace.manager}",
                own,
                hint="remove what is no longer used; `packageManager` in package.json says which one counts",
            )
        )
    return own


def _check_whole(project: Project, lockfile: str) -> None:
    """Refuse what a temporary checkout would show the package manager otherwise than it is."""
    tree = project.tree
    entry = tree.entry(lockfile)
    if entry is None or not entry.mode.is_file:
        raise RefusedError(f"{lockfile} is no file of its own", hint="update it with the package manager by hand")
    for path in sorted(tree.paths()):
        found = tree.entry(path)
        if found is not None and found.mode is Mode.SUBMODULE and _holds_members(path, project.workspace.globs):
            raise RefusedError(
                f"the submodule {path} holds packages of the workspace, which are not in the repository",
                hint=f"update {lockfile} with the package manager by hand",
            )


def _holds_members(folder: str, globs: tuple[str, ...]) -> bool:
    inside = any(glob.removeprefix("./").startswith(f"{folder}/") for glob in globs)
    return inside or bool(member_folders([f"{folder}/package.json"], globs))
