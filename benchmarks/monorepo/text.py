"""Modules as text."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from random import Random

from benchmarks.monorepo.bodies import body, size_of
from benchmarks.monorepo.layout import Module


def barrel(module: Module, passed_on: Sequence[Module]) -> str:
    """A module that passes on what those of its area export."""
    lines = []
    for one in passed_on:
        inner = posixpath.relpath(one.path, module.area).rpartition(".")[0]
        lines.append(f'export {{ {one.export} }} from "./{inner}";\n')
    return "".join(lines)


def code(module: Module, imports: Sequence[tuple[str, str]], random: Random) -> str:
    """A module with code: most of its imports stand at the top, few are dynamic."""
    late = [one for one in imports if one[0][0] in ".@" and random.random() < 0.04]
    lines = [
        f'import {{ {name} }} from "{specifier}";\n' for specifier, name in imports if (specifier, name) not in late
    ]
    if module.kind == "component":
        lines[:0] = ['"use client";\n\n', 'import { useMemo, useState } from "react";\n']
    text = "".join(lines)
    for specifier, name in late:
        text += f'\nexport const late{name} = async () => (await import("{specifier}")).{name};\n'
    wanted = size_of(random)
    used = [name for specifier, name in imports if (specifier, name) not in late]
    for count, piece in enumerate(body(random, module.stem, used, component=module.kind == "component")):
        if count >= 2 and len(text) + len(piece) > wanted:
            break
        text += piece if count else f"\n{piece}"
    return text


def test(imports: Sequence[tuple[str, str]]) -> str:
    """A test of modules that are near, with what it does not want replaced."""
    named = [one for one in imports if one[0][0] in ".@"]
    lines = ['import { describe, expect, it, vi } from "vitest";\n\n']
    lines += [f'import {{ {name} }} from "{specifier}";\n' for specifier, name in named]
    lines += [f'\nvi.mock("{specifier}", () => ({{ {name}: vi.fn() }}));\n' for specifier, name in named[1:3]]
    checks = "".join(f'  it("has {name}", () => {{\n    expect({name}).toBeDefined();\n  }});\n' for _, name in named)
    return "".join(lines) + f'\ndescribe("what is near", () => {{\n{checks}}});\n'
