"""Contents by object id: many in the order in which they were announced, single ones whenever they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from migrator.errors import GitError
from migrator.vcs.command import Git

if TYPE_CHECKING:
    from git.cmd import Git as GitPython

KEPT = 2_000_000
"""Bytes of contents that are kept for a second look; the last one is kept whatever its size."""


class Blobs:
    """Reads blobs. Not for several threads."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._contents: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._announced: dict[str, None] = {}
        self._stream: GitPython.AutoInterrupt | None = None
        self._single: GitPython.AutoInterrupt | None = None

    def read(self, oid: str) -> bytes:
        """The bytes of a blob. Raises GitError where it is missing or broken."""
        content = self._contents.get(oid)
        if content is None:
            content = self._streamed(oid) if oid in self._announced else self._fetched(oid)
        if content is not None:
            return content
        alone = self._git.answer("cat-file", "blob", oid)  # to hear what is wrong
        if alone.status:
            words = " ".join(alone.words.split())
            raise GitError(f"blob {oid} can't be read: {words}", hint="check the repository with git fsck")
        return alone.output

    def prefetch(self, oids: Iterable[str]) -> None:
        """Announce many blobs that will be read in about this order: git gets them ready while others are looked at.

        Those that are here already are announced, too, since they may be gone by the time they are read.
        """
        announced = dict.fromkeys(oids)
        if announced:
            self._announced, self._stream = announced, None

    def sizes(self, oids: Iterable[str]) -> Mapping[str, int]:
        """Bytes of each blob, asked with one command and not read; what the repository has not is left out."""
        wanted = list(dict.fromkeys(oids))
        output = self._git.run("cat-file", "--batch-check", "--buffer", stdin=_lines(wanted))
        found = zip(wanted, output.split(b"\n"), strict=False)
        return {oid: _size(oid, header) for oid, header in found if not header.endswith(b" missing")}

    def close(self) -> None:
        """End the processes that stay; the next read starts another."""
        self._single = self._stream = None
        self._announced = {}

    def _streamed(self, oid: str) -> bytes | None:
        """The blob, and on the way to it those announced before it. Git waits where nobody reads on."""
        if self._stream is None:
            self._stream = self._git.start("cat-file", "--batch", "--buffer", stdin=_lines(self._announced))
        content = None
        while oid in self._announced:
            following = next(iter(self._announced))
            del self._announced[following]
            content = _received(self._stream)
            if content is not None:
                self._keep(following, content)
        return content

    def _fetched(self, oid: str) -> bytes | None:
        if self._single is None:
            self._single = self._git.start("cat-file", "--batch")
        self._single.stdin.write(_lines([oid]))
        self._single.stdin.flush()
        content = _received(self._single)
        if content is None:
            self._single = None
        else:
            self._keep(oid, content)
        return content

    def _keep(self, oid: str, content: bytes) -> None:
        self._contents[oid] = content
        self._size += len(content)
        while self._size > KEPT and len(self._contents) > 1:
            _, forgotten = self._contents.popitem(last=False)
            self._size -= len(forgotten)


def _received(process: GitPython.AutoInterrupt) -> bytes | None:
    """What git answers next; None where that is no blob, or nothing more comes."""
    header = process.stdout.readline().split()
    if len(header) != len(("id", "kind", "size")):
        return None
    size = int(header[2])
    content: bytes = process.stdout.read(size + 1)
    return content[:-1] if len(content) == size + 1 and header[1] == b"blob" else None


def _lines(oids: Iterable[str]) -> bytes:
    return "".join(f"{oid}\n" for oid in oids).encode()


def _size(oid: str, header: bytes) -> int:
    kind, _, size = header.rpartition(b" ")
    if kind != oid.encode() + b" blob":
        raise GitError(f"the repository has no blob {oid}", hint="check the repository with git fsck")
    return int(size)
