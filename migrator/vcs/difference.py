"""What differs between two trees, following moves through every overlay between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from migrator.tree import Change, ChangeKind, Mode, Overlay, Tree, changed_paths, layers_between


def changes_between(before: Tree, after: Tree) -> list[Change]:
    """Like Overlay.changes, over as many overlays as lie between the two: a file moved twice is moved once."""
    layers = layers_between(before, after)
    candidates = _candidates(before, after, layers)
    present = sorted(path for path in candidates if after.entry(path) is not None)
    steps = [(layer, layer.moves.keys()) for layer in layers or ()]
    origins = {path: _origin(path, steps) for path in present}
    kept = set(origins.values())
    changes: list[Change] = []
    before.prefetch([origins[path] or path for path in present])
    for path in present:
        origin = origins[path]
        if origin is None and path not in kept:
            origin = path  # made anew, and the file it was lives on nowhere else
        changes += _change(before, after, path, origin)
    for path in candidates - set(present) - kept:
        entry = before.entry(path)
        if entry is not None:
            changes.append(Change(ChangeKind.DELETED, path, before.read(path), None, entry.mode))
    return sorted(changes, key=lambda change: change.path)


def _candidates(before: Tree, after: Tree, layers: Sequence[Overlay] | None) -> set[str]:
    if layers is None:
        return set(changed_paths(before, after))
    changes = [change for layer in layers for change in layer.changes()]
    return {change.path for change in changes} | {change.origin for change in changes if change.origin is not None}


def _origin(path: str, steps: Iterable[tuple[Overlay, Collection[str]]]) -> str | None:
    for layer, moved_away in steps:
        origin = layer.origin(path)
        if origin is None and (path in moved_away or layer.base.entry(path) is None):
            return None
        path = origin or path
    return path


def _change(before: Tree, after: Tree, path: str, origin: str | None) -> list[Change]:
    old = before.entry(origin) if origin is not None else None
    new = after.entry(path)
    mode = new.mode if new else Mode.REGULAR
    if origin is None or old is None:
        return [Change(ChangeKind.CREATED, path, None, after.read(path), mode)]
    if origin != path:
        return [Change(ChangeKind.MOVED, path, before.read(origin), after.read(path), mode, origin)]
    content, written = before.read(path), after.read(path)
    if old.mode == mode and content == written:
        return []
    return [Change(ChangeKind.MODIFIED, path, content, written, mode)]
