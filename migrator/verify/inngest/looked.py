"""What TypeScript says the exports of some modules are, each written out to the end."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from migrator.codemod import Command
from migrator.tree import relative
from migrator.verify.inngest.event_modules import clients
from migrator.verify.inngest.shapes import Shape, shape
from migrator.verify.workshop import Workshop
from migrator.workspace import Project

Exported = tuple[str, str]
"""A module and a name that it exports."""

ANY = "any"
"""What TypeScript writes for what it can't tell."""

NO_DATA = '"not data"'
"""What is written for functions and other things with methods."""

_LOOK = Path(__file__).parent / "scripts" / "look.ts"
_NAME = "migrate-verify-look"
_TIMEOUT = 300
_CONST = re.compile(r"^export declare const (v\d+): ", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z_$][\w$]*")
_OPTIONS = {
    "noEmit": False,
    "declaration": True,
    "declarationMap": False,
    "emitDeclarationOnly": True,
    "composite": False,
    "incremental": False,
    "isolatedDeclarations": False,
    "noEmitOnError": False,
    "skipLibCheck": True,
    "stripInternal": False,
}
_BUNDLER = {"module": "esnext", "moduleResolution": "bundler", "target": "es2022", "strict": True, "jsx": "preserve"}


def look(project: Project, workshop: Workshop, place: Path, exports: Iterable[Exported]) -> dict[Exported, Shape] | str:
    """The type of each export in the checkout at `place`; where nothing can be told, why.

    Generic types and names that are no identifiers are left out.
    """
    groups: dict[tuple[str, str], list[Exported]] = defaultdict(list)
    for path, name in exports:
        if _PLAIN.fullmatch(name):
            owner = project.workspace.owner(path)
            groups[(owner.folder if owner else "", _config(project, path))].append((path, name))
    found: dict[Exported, Shape] = {}
    for (_, config), members in sorted(groups.items()):
        told = _group(project, workshop, place, config, members)
        if isinstance(told, str):
            return told
        found |= told
    return found


def _config(project: Project, path: str) -> str:
    config = project.resolver.config(path)
    return config.path if config is not None else ""


def _group(
    project: Project, workshop: Workshop, place: Path, config: str, members: list[Exported]
) -> dict[Exported, Shape] | str:
    folder = members[0][0].rpartition("/")[0]
    compiler = _upwards(place, folder, "node_modules/.bin/tsc")
    if compiler is None:
        return "TypeScript is not among the dependencies"
    sdk = _upwards(place, folder, "node_modules/inngest/package.json")
    major = json.loads(sdk.read_text()).get("version", "").partition(".")[0] if sdk is not None else ""
    lines = [*_heading(major), *_imports(folder, members)]
    asked = dict(_questions(project, members, major))
    lines += asked.values()
    with ExitStack() as stack:
        out = Path(stack.enter_context(TemporaryDirectory(prefix="migrate-look-"))).resolve()
        probe = place / folder / f"{_NAME}.ts"
        settings = place / config.rpartition("/")[0] / f"tsconfig.{_NAME}.json"
        options = {**({} if config else _BUNDLER), **_OPTIONS, "outDir": str(out), "rootDir": str(place)}
        extends = {"extends": f"./{config.rpartition('/')[2]}"} if config else {}
        for file, text in (
            (probe, "\n".join(lines) + "\n"),
            (settings, json.dumps({**extends, "compilerOptions": options, "files": [str(probe)], "include": []})),
        ):
            file.write_text(text)
            stack.callback(file.unlink)
        done = workshop.run(Command((str(compiler), "-p", str(settings)), (), (), timeout=_TIMEOUT), settings.parent)
        written = out / folder / f"{_NAME}.d.ts"
        if not written.is_file():
            return f"TypeScript {done.failure or 'wrote nothing'}: {' / '.join(done.ending[:2])}"
        text = written.read_text()
    wrong = {int(at) for line in done.lines for at in re.findall(rf"{_NAME}\.ts[(:](\d+)", line)}
    starts = list(_CONST.finditer(text))
    types = {
        one.group(1): text[one.end() : after.start() if after else None]
        .removesuffix("export {};\n")
        .strip()
        .removesuffix(";")
        for one, after in zip(starts, [*starts[1:], None], strict=True)
    }
    first = len(lines) - len(asked) + 1
    return {
        member: shape(types[f"v{index}"])
        for index, member in enumerate(asked)
        if f"v{index}" in types and first + index not in wrong
    }


def _heading(major: str) -> Iterator[str]:
    """What `look.ts` needs of the SDK: only the third has a type for all events of a client."""
    if major == "3":
        yield 'import type { EventSchemas, GetEvents } from "inngest";'
        yield "type Declared<T> = T extends EventSchemas<infer Events> ? { events: Events } : never;"
    else:
        yield "type Declared<T> = T extends never ? T : never;"
    yield from _LOOK.read_text().split("\n")


def _imports(folder: str, members: list[Exported]) -> Iterator[str]:
    for index, path in enumerate(dict.fromkeys(path for path, _ in members)):
        stem, _, ending = path.rpartition(".")
        written = relative(f"{stem}.{ending.replace('ts', 'js')}", folder)
        yield f"import * as m{index} from {json.dumps(written if written.startswith('.') else './' + written)};"


def _questions(project: Project, members: list[Exported], major: str) -> Iterator[tuple[Exported, str]]:
    modules = {path: f"m{index}" for index, path in enumerate(dict.fromkeys(path for path, _ in members))}
    for index, (path, name) in enumerate(members):
        declared = project.symbols.declaration(path, name)
        at = f"{modules[path]}.{name}"
        wanted = at if declared is not None and declared.type_only else f"typeof {at}"
        if major == "3" and declared is not None and declared.path and declared.name in clients(project, declared.path):
            wanted = f"0 extends 1 & {wanted} ? any : GetEvents<{wanted}>"
        yield (path, name), f"export const v{index} = look<{wanted}>();"


def _upwards(place: Path, folder: str, wanted: str) -> Path | None:
    at = place / folder
    while at.is_relative_to(place):
        if (at / wanted).exists():
            return at / wanted
        at = at.parent
    return None
