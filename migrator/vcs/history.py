"""Commits as they lie on a branch, with the trailers that say which step of which plan made them."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.vcs.command import Git, text

FIELDS = ("%H", "%T", "%P", "%B", "%(trailers:only,unfold)")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `message` is whole and decoded; `trailers` are its `Name: value` lines in order."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    message: str
    trailers: tuple[tuple[str, str], ...]

    @property
    def subject(self) -> str:
        """First line of the message."""
        return self.message.partition("\n")[0]

    def trailer(self, name: str) -> str | None:
        """Value of the last trailer of that name; case does not matter. None where there is none."""
        return next((value for key, value in reversed(self.trailers) if key.lower() == name.lower()), None)


def commits(git: Git, tip: str, since: str | None = None, naming: str = "", *, own: bool = False) -> list[Commit]:
    """Commits reachable from `tip` and not from `since`, newest first. Raises GitError for unknown ones.

    With `naming`, a trailer's name, only those whose message has a line that starts with it; with `own` only those that
    came by no merge.
    """
    plain = ("--no-show-signature", "--no-color", "--no-patch", "--no-notes", "--encoding=UTF-8", "--topo-order")
    chosen = ["--basic-regexp", "--regexp-ignore-case", f"--grep=^{naming}:"] if naming else []
    limits = [
        *(["--first-parent"] if own else []),
        *chosen,
        "--end-of-options",
        tip,
        *([f"^{since}"] if since else []),
        "--",
    ]
    output = text(git.run("log", *plain, "-z", f"--format=tformat:{'%x00'.join(FIELDS)}", *limits))
    values = output.split("\0")[:-1]
    found: list[Commit] = []
    for at in range(0, len(values), len(FIELDS)):
        oid, tree, parents, message, trailers = values[at : at + len(FIELDS)]
        pairs = (line.partition(":") for line in trailers.split("\n") if ":" in line)
        named = tuple((name.strip(), value.strip()) for name, _, value in pairs)
        found.append(Commit(oid, tree, tuple(parents.split()), message.rstrip("\n"), named))
    return found


def renames(git: Git, tip: str, since: str) -> dict[str, str]:
    """Path before -> path now, as git pairs files in the commits from `since` to `tip`, one after the other.

    Merges are left out. Git pairs a file with one that is equal or mostly so; it may be wrong where several are alike.
    """
    found = ("--find-renames", "-l100000", "--diff-filter=R", "--name-status", "--no-ext-diff")
    plain = ("--no-show-signature", "--no-color", "--no-notes", "--topo-order", "--reverse", "--no-merges")
    output = text(git.run("log", *plain, *found, "-z", "--format=tformat:", "--end-of-options", tip, f"^{since}", "--"))
    origins: dict[str, str] = {}
    words = iter(output.split("\0"))
    for word in words:
        if word.strip("\n").startswith("R"):
            origin, path = next(words), next(words)
            origins[path] = origins.pop(origin, origin)
    return {origin: path for path, origin in origins.items()}
