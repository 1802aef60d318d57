"""One git patch out of changes: complete, so that applying it to the base gives exactly the result."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from migrator.tree import Change, ChangeKind, Mode, Tree
from migrator.vcs.binary import binary_patch, is_text
from migrator.vcs.command import raw
from migrator.vcs.hunks import hunks, similarity
from migrator.vcs.objects import object_id
from migrator.vcs.quoting import quoted

ORDER = {ChangeKind.DELETED: 0, ChangeKind.MOVED: 1}
"""`git apply` wants a path to be vacated before it is filled, also when it goes backwards."""


def patch(changes: Iterable[Change], base: Tree, object_format: str = "sha1") -> bytes:
    """The patch that makes these changes on `base`, as `git apply` takes it.

    Moves are renames, modes are kept, and content that is not text is there in git's binary form. `object_format` is
    the repository's (`sha1` or `sha256`): binary content is named by its object id.
    """
    parts = [part for change in changes for part in _parts(change, base)]
    left = {part.origin for part in parts} | {part.path for part in parts if part.kind is ChangeKind.DELETED}
    replaced = [_gone(part.path, base) for part in parts if _replaces(part, base, left)]
    ordered = sorted([*parts, *replaced], key=lambda part: (ORDER.get(part.kind, 2), raw(part.path)))
    return b"".join(_file_patch(part, base, object_format) for part in ordered)


def _parts(change: Change, base: Tree) -> list[Change]:
    # A file that becomes a symlink is, for git, another file.
    source = change.origin or change.path
    entry = base.entry(source) if change.before is not None else None
    if entry is None or change.after is None:
        return [change]
    if entry.mode is change.mode or (entry.mode.is_file and change.mode.is_file):
        return [change]
    return [_gone(source, base), Change(ChangeKind.CREATED, change.path, None, change.after, change.mode)]


def _replaces(change: Change, base: Tree, left: Collection[str | None]) -> bool:
    # A file can come to a path whose own file just goes: its going must be in the patch, too.
    coming = change.kind in (ChangeKind.MOVED, ChangeKind.CREATED)
    return coming and change.path not in left and base.entry(change.path) is not None


def _gone(path: str, base: Tree) -> Change:
    return Change(ChangeKind.DELETED, path, base.read(path), None)


def _file_patch(change: Change, base: Tree, object_format: str) -> bytes:
    source = change.origin or change.path
    entry = base.entry(source) if change.before is not None else None
    old = entry.mode if entry else change.mode
    return _section(source, change.path, (old, change.before), (change.mode, change.after), object_format)


Side = tuple[Mode, bytes | None]


def _section(source: str, path: str, old: Side, new: Side, object_format: str) -> bytes:
    (old_mode, before), (new_mode, after) = old, new
    lines = [b"diff --git %s %s" % (quoted("a/" + source), quoted("b/" + path))]
    if before is None:
        lines.append(b"new file mode " + new_mode.encode())
    elif after is None:
        lines.append(b"deleted file mode " + old_mode.encode())
    elif old_mode is not new_mode:
        lines += (b"old mode " + old_mode.encode(), b"new mode " + new_mode.encode())
    if source != path:
        lines.append(b"similarity index %d%%" % similarity(before or b"", after or b""))
        lines += (b"rename from " + quoted(source), b"rename to " + quoted(path))
    if before != after:
        mode = b" " + old_mode.encode() if old_mode is new_mode and before is not None and after is not None else b""
        ids = [_id(old_mode, before, object_format), _id(new_mode, after, object_format)]
        lines.append(b"index %s..%s%s" % (ids[0].encode(), ids[1].encode(), mode))
    return b"\n".join([*lines, _body(source, path, before, after)])


def _body(source: str, path: str, before: bytes | None, after: bytes | None) -> bytes:
    if not (is_text(before or b"") and is_text(after or b"")):
        return b"" if before == after else binary_patch(before or b"", after or b"")
    changed = hunks(before or b"", after or b"")
    if not changed:
        return b""
    old = b"/dev/null" if before is None else quoted("a/" + source, header=True)
    new = b"/dev/null" if after is None else quoted("b/" + path, header=True)
    return b"--- %s\n+++ %s\n%s" % (old, new, changed)


def _id(mode: Mode, content: bytes | None, object_format: str) -> str:
    if content is None:
        return "0" * len(object_id("blob", b"", object_format))
    if mode is Mode.SUBMODULE:
        return content.decode().split()[-1]
    return object_id("blob", content, object_format)
