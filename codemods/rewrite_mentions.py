"""Name the new place in documents and comments that mention an old path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from migrator.api import Codemod, Context, Edit, RefusedError, RepositoryPath, Span, is_source, param

from ._mentions import Mentions
from ._prose import Prose, comments_of, is_prose

_LARGEST = 1_000_000


class RewriteMentions(Codemod):
    """Name the new place in documents and comments that mention what has moved, where it is certain.

    Run it after the move. Strings, settings, URLs and changelogs stay, and so does every mention whose file is
    still there, can't be found at the new place, or stands in a passage that tells of the move.
    """

    old: RepositoryPath = param("The folder or file that has moved, as it was called.", example="apps/web/src/inngest")
    new: RepositoryPath = param("The package, folder or file that it is now.", example="packages/inngest")
    mode: Literal["leave", "rewrite"] = param(
        "`leave` changes nothing, for plans that make it a choice.", default="rewrite"
    )

    def apply(self, context: Context) -> None:
        """Rewrite file by file. Raises RefusedError where there is nothing at the new place."""
        if self.mode == "leave":
            return
        tree = context.project.tree
        if tree.entry(self.new) is None and not tree.is_folder(self.new):
            raise RefusedError(f"there is no {self.new}", hint="`new` is where the code is now, after the move")
        mentions = Mentions(context.project, self.old, self.new)
        sizes = {path: tree.size(path) for path in sorted(tree.paths()) if is_prose(path)}
        paths = [path for path, size in sizes.items() if size is not None and size <= _LARGEST]
        readable = set(context.project.sources)
        # In whatever way the old place is called, this is a part of it; most files have none and are not parsed.
        last = self.old.rpartition("/")[2].partition(".")[0].encode()
        tree.prefetch(paths)
        for path in paths:
            entry = tree.entry(path)
            if entry is None or not entry.mode.is_file or (is_source(path) and path not in readable):
                continue
            source = tree.read(path)
            if b"\0" not in source and last in source:
                context.edit(path, _edits(context, mentions, path, source))


def _edits(context: Context, mentions: Mentions, path: str, source: bytes) -> Iterator[Edit]:
    if not is_source(path):
        yield from mentions.edits(path, Prose(path, source))
        return
    module = context.module(path)
    # A reference in a comment, such as an import type in JSDoc, is for those who rewrite references.
    taken = [*(reference.span for reference in module.references), *module.unvouched]
    for prose in comments_of(module):
        for edit in mentions.edits(path, prose):
            if not any(_overlap(edit.span, span) for span in taken):
                yield edit


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
