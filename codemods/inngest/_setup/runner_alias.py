"""The alias by which an app's modules name each other, made known to its test runner.

bun reads the tsconfig's `paths`, and so does Jest as Next configures it. Vitest has to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.api import Context, Edit, Module, Style, append_element, exported_object
from migrator.api import matchers as m

from .._reading.constants import property_of
from .._writing.imports import Imports
from .._writing.insertion import add_member, nested
from .runner_settings import RunnerSettings

_READS_TSCONFIG = re.compile(rb"tsconfigPaths|tsconfig-paths")
_READ_BY_JEST = re.compile(rb"next/jest|pathsToModuleNameMapper")
#: What a regular expression has around a name.
_NOISE = re.compile(r"[\^$/\\]")
_CONFIG = """\
import {{ fileURLToPath }} from "node:url";
import {{ defineConfig }} from "vitest/config";

export default defineConfig({{
  resolve: {{
    alias: {{ "{key}": fileURLToPath(new URL("{place}", import.meta.url)) }},
  }},
}});
"""


def alias_obstacle(settings: RunnerSettings, alias: str) -> str | None:
    """Why tests can't import by `alias`, as `~/`, in a sentence; None where they can, or where `teach` sees to it."""
    if settings.runner.name != "jest" or _READ_BY_JEST.search(settings.text) or alias.encode() in settings.text:
        return None
    return f"jest is not told what {alias} stands for, so no tests are written"


def teach(context: Context, settings: RunnerSettings, alias: str, place: str) -> str | None:
    """Have vitest know `alias`, which stands for `place`, a folder as seen from the app's.

    Answers the line to write where its settings are too clever to be edited.
    """
    if settings.runner.name != "vitest" or _READS_TSCONFIG.search(settings.text):
        return None
    key = alias.rstrip("/")
    value = f'fileURLToPath(new URL("{place}", import.meta.url))'
    if not settings.paths:
        path = settings.app.at("vitest.config.mts")
        context.tree.write(path, settings.app.house.written(_CONFIG.format(key=key, place=place)))
        return None
    module = context.module(settings.paths[0])
    known = list(_known(module))
    if any(_NOISE.sub("", one) == key for one in known):
        return None
    edits = _edits(context, module, f'"{key}"', value)
    if edits is None:
        return f'resolve: {{ alias: {{ "{key}": {value} }} }}'
    context.edit(module.path, edits)
    return None


def _known(module: Module) -> Iterator[str]:
    """What the aliases of a configuration are for, as it is written."""
    for found in m.extract_all(module, m.pair("alias", m.capture("aliases", m.kind("object") | m.kind("array")))):
        aliases = found["aliases"]
        for member in aliases.children:
            finds = property_of(member, "find") if member.kind == "object" else None
            key = finds.field("value") if finds is not None else member.field("key")
            if key is not None:
                yield key.string_value or key.text


def _edits(context: Context, module: Module, key: str, value: str) -> list[Edit] | None:
    """The edits that add an alias to a configuration; None where it is not clear where it belongs."""
    exported = exported_object(module)
    if exported is None or not any(node.kind == "import_statement" for node in module.root.children):
        return None
    style = Style.of(module)
    imports = Imports(context.project, module)
    imports.take("fileURLToPath", "node:url")

    def member(text: str) -> str:
        return nested(text, style, "const x = {", "};")

    resolve = property_of(exported, "resolve")
    if resolve is None:
        text = member(f"resolve: {{\n  alias: {{ {key}: {value} }},\n}}")
        return [*imports.edits(), add_member(exported, text, style)]
    inside = resolve.field("value")
    if inside is None or inside.kind != "object":
        return None
    alias = property_of(inside, "alias")
    if alias is None:
        return [*imports.edits(), add_member(inside, member(f"alias: {{ {key}: {value} }}"), style)]
    aliases = alias.field("value")
    if aliases is not None and aliases.kind == "object":
        return [*imports.edits(), add_member(aliases, member(f"{key}: {value}"), style)]
    if aliases is not None and aliases.kind == "array":
        entry = member(f"x: {{ find: {key}, replacement: {value} }}").removeprefix("x: ")
        return [*imports.edits(), append_element(aliases, entry)]
    return None
