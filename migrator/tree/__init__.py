"""What the files are: a tree of paths and bytes, and changes laid over it."""

from migrator.tree.change import Change, ChangeKind
from migrator.tree.difference import changed_paths, layers_between
from migrator.tree.layer import Layer
from migrator.tree.overlay import Overlay
from migrator.tree.paths import checked_path, directory_of, join, lies_in, relative
from migrator.tree.snapshot import Entry, MemoryTree, MissingFileError, Mode, Tree

__all__ = [
    "Change",
    "ChangeKind",
    "Entry",
    "Layer",
    "MemoryTree",
    "MissingFileError",
    "Mode",
    "Overlay",
    "Tree",
    "changed_paths",
    "checked_path",
    "directory_of",
    "join",
    "layers_between",
    "lies_in",
    "relative",
]
