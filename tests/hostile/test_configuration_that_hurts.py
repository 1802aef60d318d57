"""Configuration made to keep a reader busy for ever, to exhaust its stack, or to lead out of the repository."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from patience import patience

from migrator.errors import MigratorError, UsageError
from migrator.refactor.rename import renamed_strings
from migrator.syntax.json.document import JsonDocument, JsonSyntaxError
from migrator.syntax.yaml.reader import parse_yaml
from migrator.tree import MemoryTree, Mode, checked_path
from migrator.workspace import Project, Resolved, Unresolved, compile_glob
from migrator.workspace.lockfile import read_lockfile

ROOT = b'{ "name": "acme", "workspaces": ["packages/*"] }'
MODULE = "packages/a/src/module.ts"


def project(files: Mapping[str, Any], links: Mapping[str, str] | None = None) -> Project:
    """`files` are bytes, text, or values to be written as JSON; `links` are symlinks."""
    contents = {
        path: one if isinstance(one, bytes) else (one if isinstance(one, str) else json.dumps(one)).encode()
        for path, one in files.items()
    }
    made = {"package.json": ROOT, "packages/a/package.json": b'{ "name": "a" }', **contents}
    made |= {path: target.encode() for path, target in (links or {}).items()}
    return Project(MemoryTree(made, dict.fromkeys(links or {}, Mode.SYMLINK)))


def config(*extends: str) -> dict[str, Any]:
    return {"extends": list(extends), "compilerOptions": {"paths": {"@/*": ["./src/*"]}}}


def ring(count: int) -> dict[str, Any]:
    return {f"packages/a/{number}.json": config(f"./{(number + 1) % count}.json") for number in range(count)}


TSCONFIGS = {
    "itself": {"packages/a/tsconfig.json": config("./tsconfig.json")},
    "a ring": {"packages/a/tsconfig.json": config("./0.json"), **ring(50)},
    "each twice": {
        "packages/a/tsconfig.json": config("./0.json"),
        **{f"packages/a/{n}.json": config(f"./{n + 1}.json", f"./{n + 1}.json") for n in range(80)},
    },
    "a thousand in a row": {
        "packages/a/tsconfig.json": config("./0.json"),
        **{f"packages/a/{n}.json": config(f"./{n + 1}.json") for n in range(1_000)},
    },
    "references to itself": {
        "packages/a/tsconfig.json": {"files": [], "references": [{"path": "."}, {"path": "../a"}, {"path": "./x"}]},
        "packages/a/x/tsconfig.json": {"files": [], "references": [{"path": ".."}]},
    },
}


@pytest.mark.parametrize("name", TSCONFIGS)
def test_tsconfigs_that_lead_round_in_a_circle(name: str) -> None:
    found = project({**TSCONFIGS[name], MODULE: 'import "@/x";\n', "packages/a/src/x.ts": ""})
    with patience():
        resolution = found.resolver.resolve("@/x", MODULE)
    assert isinstance(resolution, Resolved) == (name != "references to itself")


MANIFESTS: dict[str, dict[str, Any]] = {
    "exports that name the package": {"exports": {".": "b", "./x": "./../b/x"}},
    "imports that name each other": {"imports": {"#x": "#y", "#y": "#x"}, "exports": "#x"},
    "a main that is the folder": {"main": "."},
    "a main in a circle": {"main": "./main", "types": "./types"},
    "a thousand conditions": {"exports": {f"c{number}": {"x": "./no.js"} for number in range(1_000)}},
    "conditions as deep as they may be": {"exports": json.loads('{"import":' * 100 + '"./x.js"' + "}" * 100)},
    "patterns upon patterns": {"exports": {f"./{'*' * number}": "./*" * number for number in range(200)}},
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_manifests_that_lead_round_in_a_circle(name: str) -> None:
    manifest = {"name": "b", **MANIFESTS[name]}
    inner = {"main": "..", "types": "../types"}
    found = project({"packages/b/package.json": manifest, "packages/b/main/package.json": inner, MODULE: ""})
    with patience():
        for specifier in ("b", "b/x", "b/x/y", "#x", "../../b", "../../b/main"):
            for importer in (MODULE, "packages/b/src/module.ts"):
                assert not isinstance(found.resolver.resolve(specifier, importer), Resolved)


def test_a_ring_of_modules_that_export_everything_of_each_other() -> None:
    count = 1_500
    ring = {f"packages/a/src/{n}.ts": f'export * from "./{(n + 1) % count}";\n' for n in range(count)}
    found = project({**ring, "packages/a/src/0.ts": 'export * from "./1";\nexport const here = 1;\n'})
    with patience():
        assert found.symbols.declaration("packages/a/src/7.ts", "nowhere") is None
        declared = found.symbols.declaration("packages/a/src/7.ts", "here")
        assert declared is not None and declared.path == "packages/a/src/0.ts"
        assert set(found.symbols.names("packages/a/src/7.ts")) == {"here"}


@pytest.mark.parametrize(
    "target", [".", "..", "../..", "/", "/etc", "link", "../link/link", "../../../../../etc/passwd"]
)
def test_links_are_never_followed(target: str) -> None:
    found = project({MODULE: 'import "./link/x";\nimport "./link/";\n'}, {"packages/a/src/link": target})
    resolutions = [edge.resolution for edge in found.graph.edges]
    assert all(isinstance(one, Unresolved) for one in resolutions)


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../../x", "~/x", "file:///etc/passwd", "C:/x", "\\\\host\\x"]
)
def test_no_setting_leads_out_of_the_repository(path: str) -> None:
    options = {"paths": {"@/*": [f"{path}/*"]}, "baseUrl": path, "rootDirs": [path], "outDir": path}
    found = project(
        {
            "package.json": {"workspaces": [path, f"{path}/**"], "imports": {"#x": path}},
            "packages/a/package.json": {"name": "a", "main": path, "dependencies": {"b": f"file:{path}"}},
            "packages/a/tsconfig.json": {"extends": path, "compilerOptions": options, "include": [path]},
            MODULE: f'import "{path}";\nimport "@/x";\nimport "b";\nimport "#x";\n'.replace("\\", "\\\\"),
        }
    )
    outside = [edge for edge in found.graph.edges if edge.target and edge.target not in found.tree.paths()]
    assert not outside


GIT = [
    ".git/config",
    ".GIT/config",
    "a/.Git/x",
    ".git./x",
    ".git /x",
    ".git...",
    "git~1/config",
    "GIT~1",
    ".git::$DATA/x",
]
GIT += ["a\\..\\.git\\x", ".g\u200cit/config", "\ufeff.git/x", ".git:x"]


@pytest.mark.parametrize(
    "path", [*GIT, "a\0b", "../x", "a/../../x", "b/a\\..\\..\\x", "/x", "C:\\x", "c:x", "\\\\host\\share"]
)
def test_paths_that_are_no_place_for_content(path: str) -> None:
    with pytest.raises(UsageError):
        checked_path(path)


@pytest.mark.parametrize("path", [".github/x", ".gitignore", "a.git", "git", ".gitx/y", "gi7eba~1x", "a/b\u00e9"])
def test_paths_that_only_resemble_them(path: str) -> None:
    assert checked_path(path) == path


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_json_of_any_depth(opening: str) -> None:
    with pytest.raises(JsonSyntaxError, match="nested more than 128 deep"):
        JsonDocument.parse(opening.encode() * 50_000, "package.json")


BOMBS = {
    "deep": "[" * 100_000,
    "deep in blocks": "".join(f"{' ' * n}a:\n" for n in range(500)),
    "a thousand million laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "itself": "a: &a [*a]\n",
    "merged into itself": "a: &a\n  <<: *a\n",
    "a tag": "a: !!python/object/apply:os.system [x]\n",
    "another tag": "%TAG ! tag:yaml.org,2002:python/\n---\na: !name:os.system x\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_yaml_bombs(name: str) -> None:
    with patience(), pytest.raises(UsageError) as caught:
        parse_yaml(BOMBS[name].encode(), "pnpm-workspace.yaml")
    assert re.match(r"pnpm-workspace\.yaml:\d+:\d+: ", str(caught.value))


GLOBS = [
    "*a" * 100,
    "**/" * 100 + "b",
    "/".join(["**", "a"] * 50),
    "{a,b}" * 9 + "*b",
    "?*" * 200 + "b",
    "[a-z]*" * 99 + "b",
]


@pytest.mark.parametrize("glob", GLOBS)
def test_globs_that_could_match_in_many_ways(glob: str) -> None:
    with patience():
        assert compile_glob(glob).matches("a" * 4_000 + "!") is False
        assert compile_glob(glob).matches("/".join("a" * 2_000) + "/!") is False


@pytest.mark.parametrize(
    "glob", ["{a,b}" * 40, "{" * 2_000 + "a" + "}" * 2_000, "[z-a]", "+(a|aa)*", "*" * 5_000, "+(*a)"]
)
def test_globs_that_nobody_could_mean_are_refused(glob: str) -> None:
    with patience(), pytest.raises(UsageError, match="the glob"):
        compile_glob(glob)
    with patience(), pytest.raises(MigratorError, match="the glob"):
        _ = project({"package.json": {"workspaces": [glob]}}).workspace


LOCKFILES = {
    "bun.lock": b"\n" * 1_000_000 + b' "' * 300_000 + b'\n "a": [' + b"[" * 100_000 + b"]",
    "package-lock.json": b'{"dependencies":{"a":{"version":"1",' * 900 + b'"x":1' + b"}}}" * 900,
    "pnpm-lock.yaml": b"packages:\n  " + b"a: '" * 250_000 + b"\n" + b" " * 500_000,
    "yarn.lock": b'"' * 500_000 + b"\n  " + b"a:" * 250_000,
}


@pytest.mark.parametrize("path", LOCKFILES)
def test_lockfiles_of_a_megabyte_of_nothing(path: str) -> None:
    found = project({path: LOCKFILES[path]})
    with patience():
        lockfile = read_lockfile(found.tree, found.workspace)
    assert lockfile is not None


def test_a_megabyte_of_quotes_in_a_manifest() -> None:
    with patience():
        assert renamed_strings(b'"\\' * 500_000, lambda text: None) == []
        assert renamed_strings(b"/*" * 500_000 + b'"a"', lambda text: "b") == []
