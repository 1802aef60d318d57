"""What `tsc --pretty false` prints: diagnostics with their places, and the files of the program."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

_PLACED = re.compile(r"(?P<path>\S.*?)\((?P<line>\d+),(?P<column>\d+)\): error TS(?P<code>\d+): (?P<message>.*)")
_GLOBAL = re.compile(r"error TS(?P<code>\d+): (?P<message>.*)")
_FILE = re.compile(r"(\./|/).*\.([cm]?[jt]sx?|json|vue|svelte)")
_UNFOUND = frozenset({2307, 2792, 2732, 2834, 2835, 6053, 6305, 6307, 7016})
# The checker reports these too, though their numbers are among those of the parser.
_CHECKED = frozenset(
    {1117, 1192, 1202, 1203, 1205, 1208, 1219, 1240, 1241, 1259, 1261, 1270, 1280, 1286, 1287, 1295, 1308, 1309}
    | {1323, 1324, 1340, 1343, 1361, 1362, 1371, 1375, 1378, 1432, 1470, 1471, 1479, 1484, 1485, 1541, 1542, 1543}
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error. `path` is relative to the folder that tsc ran in; it is None, and `line` 0, where it has no place."""

    code: int
    message: str
    path: str | None = None
    line: int = 0
    column: int = 0

    @property
    def unfound(self) -> bool:
        """Whether a module can't be found or its types aren't known: whatever is imported from it is `any`."""
        return self.code in _UNFOUND

    @property
    def of_checker(self) -> bool:
        """Whether only a look at the types can have told it.

        tsc doesn't look at any type of a program where a file can't be parsed or an option is wrong.
        """
        named = self.path is not None and not self.path.endswith(".json")
        return named and (self.code >= 2000 or self.code in _CHECKED)

    def __str__(self) -> str:
        """As it is shown: the first line says what, the last why."""
        lines = [line.strip() for line in self.message.split("\n")]
        return f"TS{self.code}: {lines[0]}" + (f" ({lines[-1]})" if len(lines) > 1 else "")


@dataclass(frozen=True)
class Printed:
    """What one run printed. `files` are those of the program, relative like the places of the errors."""

    errors: tuple[Mistake, ...]
    files: frozenset[str]

    @property
    def looked_at_types(self) -> bool:
        """Whether the types were looked at: with nothing but other errors they were not, or nobody can tell."""
        return not self.errors or any(error.of_checker for error in self.errors)


def read(lines: Iterable[str]) -> Printed:
    """Read the output. Indented lines belong to the message before them; what is neither is left out."""
    errors: list[Mistake] = []
    files: set[str] = set()
    for line in lines:
        placed, anywhere = _PLACED.fullmatch(line), _GLOBAL.fullmatch(line)
        if placed:
            path = posixpath.normpath(placed["path"])
            place = (path, int(placed["line"]), int(placed["column"]))
            errors.append(Mistake(int(placed["code"]), placed["message"], *place))
        elif anywhere:
            errors.append(Mistake(int(anywhere["code"]), anywhere["message"]))
        elif line.startswith(" ") and errors:
            last = errors.pop()
            message = f"{last.message}\n{line}"
            errors.append(Mistake(last.code, message, last.path, last.line, last.column))
        elif _FILE.fullmatch(line):
            files.add(posixpath.normpath(line))
    return Printed(tuple(errors), frozenset(files))
