"""What a package needs without naming it: peers of what it depends on, and the commands that its scripts run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from migrator.workspace import Lockfile, Package, Workspace

_COMMAND = re.compile(r"(?:^|&&|\|\||[;|&(])\s*+(?:[A-Z_][A-Z0-9_]*+=\S*+\s++)*([\w@./-]+)")
_KNOWN = re.compile(
    r"next|tsc|node|bunx?|npm|npx|pnpm|yarn|turbo|vite|vitest|jest|eslint|prettier|biome|tsup|tsx|nest|nx"
    r"|cd|echo|rm|cp|mkdir|mv|cat|true|false|exit|test|set|export|sh|bash|docker|git|wait|sleep|kill|find|open|make"
    r"|python3?"
)
"""Commands of which it is known whose they are: of frameworks and tools that are never proposed, or of the system."""


class StillNeeded:
    """Answers for one package, from its manifest, those of the workspace, and the lockfile if it can be read."""

    def __init__(self, workspace: Workspace, package: Package, lockfile: Lockfile | None) -> None:
        self._workspace = workspace
        self._package = package
        self._lockfile = lockfile if lockfile is not None and not lockfile.problem else None
        self._needs: dict[str, frozenset[str]] = {}
        for one in self._lockfile.packages if self._lockfile is not None else ():
            self._needs[one.name] = self._needs.get(one.name, frozenset()) | one.needs

    def without_needed(self, candidates: Collection[str]) -> set[str]:
        """`candidates` without those that something which stays expects, or whose command a script may run."""
        left = {name for name in candidates if not self._may_be_run(name)}
        while True:
            staying = self._package.manifest.ranges.keys() - left
            needed = {name for name in left if any(self._expects(one, name, set()) for one in staying)}
            if not needed:
                return left
            left -= needed

    def _expects(self, user: str, name: str, seen: set[str]) -> bool:
        """Whether `user`, or what it brings along, takes `name` from whoever installs it."""
        if user in seen or user == name:
            return False
        seen.add(user)
        member = self._workspace.by_name(user)
        if member is not None:
            return name in member.manifest.dependencies("peerDependencies")
        if self._lockfile is None:
            return False
        if name in self._lockfile.peers_of(user):
            return True
        brought = self._needs.get(user, frozenset())
        return name not in brought and any(self._expects(one, name, seen) for one in brought)

    def _may_be_run(self, name: str) -> bool:
        unknown = [command for command in self._commands() if not self._is_known(command)]
        if not unknown:
            return False
        # A lockfile that tells of nobody's commands (yarn 1) says nothing.
        telling = self._lockfile is not None and any(one.has_commands for one in self._lockfile.packages)
        return self._lockfile.has_commands(name) if telling and self._lockfile is not None else True

    def _commands(self) -> Iterator[str]:
        scripts = self._package.manifest.value.get("scripts")
        for text in scripts.values() if isinstance(scripts, dict) else ():
            yield from _COMMAND.findall(text) if isinstance(text, str) else ()

    def _is_known(self, command: str) -> bool:
        """Whether a command is somebody else's: of the system, a file, or called like what the package declares."""
        if _KNOWN.fullmatch(command) or "/" in command:
            return True
        names = {name.rpartition("/")[2] for name in self._package.manifest.ranges}
        return command in names or any(command == f"{name}-cli" or name == f"{command}-cli" for name in names)
