"""Manifests, tsconfigs, and what else a monorepo has besides modules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.monorepo.layout import ADMIN, SCOPE, WEB

_OUTSIDE = {"clsx": "^2.1.1", "date-fns": "^4.1.0", "next": "^16.0.0", "react": "^19.2.0", "zod": "^3.25.76"}
_OPTIONS = {
    "target": "ES2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "jsx": "preserve",
    "strict": True,
    "skipLibCheck": True,
    "noEmit": True,
}


def configuration_files(packages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Path and text of each file."""
    root = {"name": "bench", "private": True, "workspaces": ["apps/*", "packages/*"], "packageManager": "npm@11.0.0"}
    yield "package.json", _written({**root, "devDependencies": {"typescript": "^5.9.3", "vitest": "^4.0.0"}})
    yield ".gitignore", "node_modules\n"
    yield "tsconfig.base.json", _written({"compilerOptions": _OPTIONS})
    everything = {f"{SCOPE}/{name}": "*" for name in packages}
    for app in (WEB, ADMIN):
        inngest = {"inngest": "^3.54.2"} if app == WEB else {}
        dependencies = dict(sorted({**everything, **_OUTSIDE, **inngest}.items()))
        yield f"{app}/package.json", _manifest(app.rpartition("/")[2], dependencies)
        aliases = {"@/*": ["./src/*"], "@features/*": ["./src/features/*"], "@ui/*": ["./src/components/ui/*"]}
        yield f"{app}/tsconfig.json", _tsconfig({"paths": aliases})
        yield f"{app}/next.config.mjs", f"export default {{ transpilePackages: {json.dumps([*everything])} }};\n"
    for at, name in enumerate(packages):
        dependencies = {**{f"{SCOPE}/{one}": "*" for one in packages[:at]}, **_OUTSIDE}
        exports = {".": "./src/index.ts", "./*": "./src/*.ts"}
        yield f"packages/{name}/package.json", _manifest(name, dict(sorted(dependencies.items())), exports=exports)
        yield f"packages/{name}/tsconfig.json", _tsconfig({})


def _manifest(name: str, dependencies: dict[str, str], **fields: Any) -> str:
    fixed = {"name": f"{SCOPE}/{name}", "version": "0.0.0", "private": True, "type": "module"}
    return _written({**fixed, **fields, "dependencies": dependencies})


def _tsconfig(options: dict[str, Any]) -> str:
    return _written({"extends": "../../tsconfig.base.json", "compilerOptions": options, "include": ["src"]})


def _written(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"
