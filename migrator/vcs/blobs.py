"""Contents by object id, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from migrator.errors import GitError
from migrator.vcs.command import Git

if TYPE_CHECKING:
    from git.cmd import Git as GitPython


class Blobs:
    """Reads blobs, many in one process or one after the other from a process that stays. Not for several threads."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._contents: dict[str, bytes] = {}
        self._process: GitPython.AutoInterrupt | None = None

    def read(self, oid: str) -> bytes:
        """The bytes of a blob. Raises GitError where it is missing or broken."""
        content = self._contents.get(oid)
        if content is None:
            content = self._contents[oid] = self._fetch(oid)
        return content

    def prefetch(self, oids: Iterable[str]) -> None:
        """Read many blobs with one command. Raises GitError where one is missing or broken."""
        wanted = [oid for oid in dict.fromkeys(oids) if oid not in self._contents]
        if not wanted:
            return
        output = self._git.run("cat-file", "--batch", "--buffer", stdin="\n".join([*wanted, ""]).encode())
        at = 0
        for oid in wanted:
            end = output.index(b"\n", at)
            size = _size(oid, output[at:end])
            self._contents[oid] = output[end + 1 : end + 1 + size]
            at = end + size + 2

    def sizes(self, oids: Iterable[str]) -> Mapping[str, int]:
        """Bytes of each blob, asked with one command and not read; what the repository has not is left out."""
        wanted = list(dict.fromkeys(oids))
        output = self._git.run("cat-file", "--batch-check", "--buffer", stdin="\n".join([*wanted, ""]).encode())
        found = zip(wanted, output.split(b"\n"), strict=False)
        return {oid: _size(oid, header) for oid, header in found if not header.endswith(b" missing")}

    def close(self) -> None:
        """End the process that stays; the next read starts another."""
        self._process = None

    def _fetch(self, oid: str) -> bytes:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
        command = self._process
        command.stdin.write(f"{oid}\n".encode())
        command.stdin.flush()
        header: bytes = command.stdout.readline()
        size = _size(oid, header.rstrip(b"\n")) if header else 0
        content: bytes = command.stdout.read(size + 1)
        if len(content) != size + 1:
            self.close()
            return self._git.run("cat-file", "blob", oid)  # to hear what is wrong
        return content[:-1]


def _size(oid: str, header: bytes) -> int:
    kind, _, size = header.rpartition(b" ")
    if kind != oid.encode() + b" blob":
        raise GitError(f"the repository has no blob {oid}", hint="check the repository with git fsck")
    return int(size)
