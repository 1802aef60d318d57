"""Which modules a test runner takes for tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from migrator.api import UsageError, compile_glob, lies_in

_FIXED: Final = re.compile(r"(?:[^/*?{}\[\]()!+@]+/)+")
_PLACE: Final = "/repository/"
_NOWHERE: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Selection:
    """Tests below `folder`: those that a pattern of `taken` fits, and none of `left_out` does.

    Globs are as seen from `folder`; expressions, as Jest has them, look into the whole path. `named` are what a path
    needs to begin with, where the runner is called for some only.
    """

    folder: str
    taken: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    taken_by: tuple[re.Pattern[str], ...] = ()
    left_out_by: tuple[re.Pattern[str], ...] = ()
    named: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """Whether the module at `path` is certainly run as a test."""
        if not _below(path, self.folder) or (self.named and not path.startswith(self.named)):
            return False
        inner, whole = path.removeprefix(f"{self.folder}/") if self.folder else path, _PLACE + path
        if any(_may_fit(glob, inner) for glob in self.left_out):
            return False
        if any(one.search(whole) for one in self.left_out_by):
            return False
        return any(fits(glob, inner) for glob in self.taken) or any(one.search(whole) for one in self.taken_by)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that its globs begin with, or those that it is called for, or else its own."""
        starts = [found.group() for glob in self.taken if (found := _FIXED.match(glob.removeprefix("./"))) is not None]
        return tuple(f"{self.folder}/{one}".strip("/") for one in starts) or self.named or (self.folder,)


def expression(text: str, root: str) -> re.Pattern[str]:
    """Jest's regular expression `text`, with `<rootDir>` for the folder `root`; fits nothing where it can't be read."""
    try:
        return re.compile(text.replace("<rootDir>", re.escape((_PLACE + root).rstrip("/"))))
    except re.error:
        return _NOWHERE


def texts(value: object) -> tuple[str, ...] | None:
    """A list of strings, or one, as a tuple; None where one of them is unknown."""
    listed: Iterable[object] = value if isinstance(value, list) else [value]
    found = tuple(listed)
    return tuple(str(one) for one in found) if all(isinstance(one, str) for one in found) else None


def fits(glob: str, path: str) -> bool:
    """Whether a glob certainly fits; one repetition is enough for `+(a|b)`."""
    try:
        return compile_glob(glob.removeprefix("./").replace("+(", "@(")).matches(path)
    except UsageError:
        return False


def _may_fit(glob: str, path: str) -> bool:
    """Whether a glob fits a path or a folder around it, or can't be read."""
    plain = glob.removeprefix("./").rstrip("/")
    try:
        return lies_in(path, plain) or compile_glob(plain).matches(path)
    except UsageError:
        return True


def _below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")
