"""What lies over a tree: the changes alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from migrator.tree.snapshot import Entry


@dataclass(frozen=True, slots=True)
class Layer:
    """The state of an overlay, apart from what it lies over.

    written  path -> entry and whole content, of what differs from the file that was there
    moved    path now -> path in the base
    gone     paths of the base where that file is no longer
    parts    path of a new file -> the one that it was divided from
    renamed  path -> old name -> new name, of what others take from there
    """

    written: dict[str, tuple[Entry, bytes]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)
