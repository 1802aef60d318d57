"""A new folder among the members of the workspace."""

from __future__ import annotations

import re

from migrator.errors import RefusedError
from migrator.syntax import JsonDocument, parse_yaml
from migrator.text import Edit, LineIndex, apply_edits, line_ending
from migrator.tree import Overlay, directory_of
from migrator.workspace import PNPM_WORKSPACE, Project, matching_paths, member_folders

_FLOW = re.compile(rb"^packages:[ \t]*\[[ \t]*(?P<items>[^\]\n#,]*(?:,[^\]\n#,]+)*?)[ \t]*,?[ \t]*\]", re.MULTILINE)
"""`packages: ["apps/*"]`, on one line."""


def admit(project: Project, tree: Overlay, folder: str) -> None:
    """Make `folder` a member, by a glob for its parent (`packages/*`), or by its name where that would admit others.

    Nothing happens where a glob covers it already. Raises RefusedError where the list of globs can't be edited.
    """
    workspace = project.workspace
    manifest = f"{folder}/package.json"
    if member_folders([manifest], workspace.globs):
        return
    glob = f"{directory_of(folder)}/*" if directory_of(folder) else folder
    members = {f"{package.folder}/package.json" for package in workspace.packages}
    if set(matching_paths(project.tree, f"{glob}/package.json")) - members:
        glob = folder
    if workspace.manager == "pnpm":
        _add_to_pnpm(tree, glob)
        return
    document = JsonDocument.parse(tree.read("package.json"), "package.json")
    nested = isinstance(document.get("workspaces"), dict)
    keys = ("workspaces", "packages") if nested else ("workspaces",)
    tree.write("package.json", document.with_item(keys, glob).source)


def _add_to_pnpm(tree: Overlay, glob: str) -> None:
    entry = tree.entry(PNPM_WORKSPACE)
    source = tree.read(PNPM_WORKSPACE) if entry is not None else b""
    listed = parse_yaml(source, PNPM_WORKSPACE).get("packages") if source else None
    newline = line_ending(source)
    if listed is None:
        tree.write(PNPM_WORKSPACE, b"packages:" + newline + b'  - "%s"' % glob.encode() + newline + source)
        return
    flow = _FLOW.search(source)
    if flow is not None:
        quote = b"'" if b"'" in flow["items"] else b'"'
        separator = b", " if flow["items"] else b""
        item = separator + quote + glob.encode() + quote
        tree.write(PNPM_WORKSPACE, apply_edits(source, [Edit.insert(flow.end("items"), item)]))
        return
    if not listed.elements or not _starts_with_dash(source, listed.elements[-1].position.line):
        raise RefusedError(
            f"`packages` of {PNPM_WORKSPACE} is not one glob per line, and {glob} is missing in it",
            hint=f"add {glob!r} to it first",
        )
    lines = LineIndex(source)
    last_line = listed.elements[-1].position.line
    start = lines.line_start(last_line)
    end = source.find(b"\n", start)
    item = source[start : end if end != -1 else len(source)].split(b"#")[0].rstrip()
    mark = item[: item.index(b"-") + 1]
    quote = next((one for one in (b"'", b'"') if item.endswith(one)), b"")
    # A plain scalar may not start with `*` and such; in quotes every glob is itself.
    added = mark + b" " + (quote or b'"') + glob.encode() + (quote or b'"')
    at = end + 1 if end != -1 else len(source)
    text = added + newline if end != -1 else newline + added
    tree.write(PNPM_WORKSPACE, apply_edits(source, [Edit.insert(at, text)]))


def _starts_with_dash(source: bytes, line: int) -> bool:
    start = LineIndex(source).line_start(line)
    return source[start:].lstrip(b" ").startswith(b"- ")
