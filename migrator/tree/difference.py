"""Which paths of two trees differ."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.tree.overlay import Overlay
from migrator.tree.snapshot import Tree


def changed_paths(before: Tree, after: Tree) -> list[str]:
    """Every path whose mode or bytes differ, sorted.

    Where `after` lies on `before`, only what was touched is looked at. Equal bytes under different identities (one of
    them a SHA-256) count as a change.
    """
    layers = layers_between(before, after)
    candidates = (
        {*before.paths(), *after.paths()} if layers is None else {path for layer in layers for path in layer.touched}
    )
    return sorted(path for path in candidates if before.entry(path) != after.entry(path))


def layers_between(before: Tree, after: Tree) -> Sequence[Overlay] | None:
    """The overlays that lead from `before` to `after`, last first; None where `after` does not lie on `before`."""
    layers: list[Overlay] = []
    while after is not before:
        if not isinstance(after, Overlay):
            return None
        layers.append(after)
        after = after.base
    return layers
