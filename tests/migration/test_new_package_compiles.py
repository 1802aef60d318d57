"""The new package compiles by itself, with real TypeScript, whatever its siblings are built with."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from monorepo import PACKAGE, Files, manifest, migrated, monorepo

TYPESCRIPT = Path(__file__).parent.parent / "toolchain" / "node_modules" / "typescript"
SDK = """export class Inngest { constructor(o: object);
  send(e: object): Promise<void>;
  createFunction(o: { id: string }, t: { event: string }, f: () => Promise<string>): { id: string } }
export class EventSchemas { fromZod(e: object): this }
"""
ZOD = """export declare const z: { object(o: object): object; string(): object };
"""
SERVE = "export declare function serve(o: object): { GET: () => void; POST: () => void; PUT: () => void };\n"
STRICT = {"strict": True, "target": "es2022", "lib": ["es2022"], "types": [], "skipLibCheck": True}
BUNDLED = {**STRICT, "module": "esnext", "moduleResolution": "bundler"}


def siblings(base: dict[str, object], *, exports: object, scripts: dict[str, str], **files: str) -> Files:
    """The small monorepo, whose packages are offered and built like that."""
    found = monorepo()
    del found["apps/web/src/send.test.ts"], found["apps/web/src/inngest/functions/brand.test.ts"]
    found["apps/web/tsconfig.json"] = json.dumps(
        {"compilerOptions": {**BUNDLED, "noEmit": True, "paths": {"@/*": ["./src/*"]}}, "include": ["src"]}, indent=2
    ).encode()
    for name in ("ai", "db"):
        value = json.loads(found[f"packages/{name}/package.json"]) | {"type": "module", "exports": exports}
        value |= {"scripts": scripts, "devDependencies": {"tsup": "^8.0.0", "typescript": "^5.9.0"}}
        found[f"packages/{name}/package.json"] = json.dumps(value, indent=2).encode() + b"\n"
        config = {"compilerOptions": base, "include": ["src"]}
        if base.get("composite") and name == "ai":
            config["references"] = [{"path": "../db"}]
        found[f"packages/{name}/tsconfig.json"] = json.dumps(config, indent=2).encode() + b"\n"
        for path, text in files.items():
            found[f"packages/{name}/{path.replace('_', '.')}"] = text.encode()
    return found


DIST = {".": {"types": "./dist/index.d.ts", "default": "./dist/index.js"}}
EMIT = {"outDir": "dist", "rootDir": "src", "declaration": True}
TSUP = """import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/extra.ts"],
  dts: true,
});
"""
STYLES = {
    "source": siblings({**BUNDLED, "noEmit": True}, exports={".": "./src/index.ts"}, scripts={"typecheck": "tsc"}),
    "tsc": siblings({**BUNDLED, **EMIT}, exports=DIST, scripts={"build": "tsc"}),
    "nodenext": siblings({**STRICT, **EMIT, "module": "nodenext"}, exports=DIST, scripts={"build": "tsc -p ."}),
    "composite": siblings({**BUNDLED, **EMIT, "composite": True}, exports=DIST, scripts={"build": "tsc -b"}),
    "tsup": siblings(
        {**BUNDLED, "noEmit": True}, exports=DIST, scripts={"build": "tsup src/index.ts src/extra.ts --format esm"}
    ),
    "tsup.config": siblings({**BUNDLED, "noEmit": True}, exports=DIST, scripts={"build": "tsup"}, tsup_config_ts=TSUP),
}


def written(files: Files, root: Path) -> None:
    """The files, and an install as a package manager would make it, with the types of two packages."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    modules = root / "node_modules"
    for name, texts in {"inngest": {"index": SDK, "next": SERVE}, "zod": {"index": ZOD}}.items():
        (modules / name).mkdir(parents=True)
        (modules / name / "package.json").write_bytes(
            manifest(name, version="1.0.0", type="module", exports={".": "./index.d.ts", "./*": "./*.d.ts"})
        )
        for stem, text in texts.items():
            (modules / name / f"{stem}.d.ts").write_text(text)
    (modules / "@acme").mkdir()
    for folder in (root / "packages").iterdir():
        (modules / "@acme" / folder.name).symlink_to(folder)


def compiled(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["node", str(TYPESCRIPT / "bin/tsc"), *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.skipif(not TYPESCRIPT.exists(), reason="TypeScript is not installed: `make toolchain`")
@pytest.mark.parametrize("style", STYLES)
def test_the_package_compiles_by_itself(style: str, tmp_path: Path) -> None:
    after = migrated(STYLES[style])
    written(after, tmp_path)
    if style == "composite":
        assert compiled(tmp_path, "-b", PACKAGE) == ""
    else:
        for name in ("db", "ai"):  # what siblings are built to, for those styles
            if style != "source":
                compiled(
                    tmp_path,
                    "-p",
                    f"packages/{name}",
                    "--noEmit",
                    "false",
                    "--declaration",
                    "--outDir",
                    f"packages/{name}/dist",
                )
        assert compiled(tmp_path, "-p", PACKAGE, "--noEmit") == ""
    value = json.loads(after[f"{PACKAGE}/package.json"])
    built = style != "source"
    for entry in value["exports"].values():
        assert str(entry).count("dist/") == (2 if built else 0)
    assert value["exports"].keys() == {".", "./client", "./events", "./functions"}


@pytest.mark.parametrize("style", ["tsup", "tsup.config"])
def test_the_build_makes_every_entry_point(style: str) -> None:
    after = migrated(STYLES[style])
    value = json.loads(after[f"{PACKAGE}/package.json"])
    build = value["scripts"]["build"] if style == "tsup" else after[f"{PACKAGE}/tsup.config.ts"].decode()
    modules = ["src/index.ts", "src/client.ts", "src/events/index.ts", "src/functions/index.ts"]
    assert all(f"{PACKAGE}/{module}" in after for module in modules)
    named = [word.strip('",[]') for word in build.split() if "src/" in word]
    assert sorted(named) == sorted(modules)
