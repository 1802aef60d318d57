"""The settings that govern a module, everything extended merged in."""

from trees import resolver_of

from migrator.workspace.tsconfig import TsConfig


def config_of(importer: str, files: dict[str, object]) -> TsConfig | None:
    return resolver_of(files).config(importer)


def known(config: TsConfig | None) -> TsConfig:
    assert config is not None
    return config


def test_the_nearest_upwards_governs_and_tsconfig_goes_before_jsconfig() -> None:
    files: dict[str, object] = {
        "tsconfig.json": {},
        "a/jsconfig.json": {},
        "a/b/tsconfig.json": {},
        "a/b/jsconfig.json": {},
    }

    assert known(config_of("x.ts", files)).path == "tsconfig.json"
    assert known(config_of("a/x.ts", files)).path == "a/jsconfig.json"
    assert known(config_of("a/b/c/d/x.ts", files)).path == "a/b/tsconfig.json"
    assert config_of("x.ts", {"a/tsconfig.json": {}}) is None


def test_comments_and_trailing_commas() -> None:
    source = '{\n  // aliases\n  "compilerOptions": { "paths": { "@/*": ["./src/*"], }, /* all */ },\n}\n'

    assert known(config_of("x.ts", {"tsconfig.json": source})).paths == {"@/*": ("src/*",)}


def test_paths_belong_to_the_config_that_declares_them() -> None:
    files: dict[str, object] = {
        "tsconfig.base.json": {"compilerOptions": {"paths": {"@acme/*": ["packages/*/src"]}, "strict": True}},
        "apps/web/tsconfig.json": {"extends": "../../tsconfig.base", "compilerOptions": {"strict": False}},
    }

    config = known(config_of("apps/web/x.ts", files))

    assert config.chain == ("tsconfig.base.json", "apps/web/tsconfig.json")
    assert config.paths == {"@acme/*": ("packages/*/src",)}
    assert config.compiler_options["strict"] is False


def test_base_url_moves_the_paths_of_another_file() -> None:
    files: dict[str, object] = {
        "tsconfig.base.json": {"compilerOptions": {"paths": {"@/*": ["lib/*"]}}},
        "apps/web/tsconfig.json": {"extends": "../../tsconfig.base.json", "compilerOptions": {"baseUrl": "./src"}},
    }

    config = known(config_of("apps/web/x.ts", files))

    assert (config.base_url, config.paths) == ("apps/web/src", {"@/*": ("apps/web/src/lib/*",)})


def test_own_paths_replace_inherited_ones_and_null_takes_them_away() -> None:
    base = {"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["./src/*"], "~/*": ["./*"]}}}
    own = {"extends": "./base.json", "compilerOptions": {"paths": {"#/*": ["./x/*"]}}}
    none = {"extends": "./base.json", "compilerOptions": {"paths": None, "baseUrl": None}}

    assert known(config_of("x.ts", {"base.json": base, "tsconfig.json": own})).paths == {"#/*": ("x/*",)}
    without = known(config_of("x.ts", {"base.json": base, "tsconfig.json": none}))
    assert (without.paths, without.base_url) == ({}, None)


def test_config_dir_is_that_of_the_governing_file() -> None:
    files: dict[str, object] = {
        "config/base.json": {
            "compilerOptions": {"paths": {"@/*": ["${configDir}/src/*"]}, "outDir": "${configDir}/dist"},
            "include": ["${configDir}/src"],
        },
        "apps/web/tsconfig.json": {"extends": "../../config/base.json"},
    }

    config = known(config_of("apps/web/src/x.ts", files))

    assert config.paths == {"@/*": ("apps/web/src/*",)}
    assert (config.out_dirs, config.include) == (("apps/web/dist",), ("apps/web/src",))


def test_extends_a_workspace_package_in_every_way() -> None:
    base = {"compilerOptions": {"paths": {"@/*": ["./from-base/*"]}}}
    for extends, manifest, path in (
        ("@acme/config/next.json", {}, "next.json"),
        ("@acme/config/next", {}, "next.json"),
        ("@acme/config/deep", {}, "deep/tsconfig.json"),
        ("@acme/config", {}, "tsconfig.json"),
        ("@acme/config", {"tsconfig": "./named.json"}, "named.json"),
        ("@acme/config/tsconfig", {"exports": {"./tsconfig": "./ts/base.json"}}, "ts/base.json"),
        ("@acme/config/base", {"exports": {"./*": "./ts/*.json"}}, "ts/base.json"),
        ("../../node_modules/@acme/config/next.json", {}, "next.json"),
    ):
        files: dict[str, object] = {
            "package.json": {"workspaces": ["packages/*"]},
            "packages/config/package.json": {"name": "@acme/config", **manifest},
            f"packages/config/{path}": base,
            "apps/web/tsconfig.json": {"extends": extends},
        }

        config = known(config_of("apps/web/x.ts", files))

        assert config.chain == (f"packages/config/{path}", "apps/web/tsconfig.json"), extends
        assert not config.unknown_extends


def test_extends_an_array_where_later_ones_win() -> None:
    files: dict[str, object] = {
        "a.json": {"compilerOptions": {"paths": {"a/*": ["./a/*"]}, "target": "es5"}, "include": ["a"]},
        "b.json": {"extends": "./c.json", "compilerOptions": {"target": "es2022"}},
        "c.json": {"compilerOptions": {"baseUrl": "./c"}},
        "tsconfig.json": {"extends": ["./a.json", "@tsconfig/strictest/tsconfig.json", "./b.json"]},
    }

    config = known(config_of("x.ts", files))

    assert config.chain == ("a.json", "c.json", "b.json", "tsconfig.json")
    assert config.compiler_options["target"] == "es2022"
    assert config.paths == {"a/*": ("c/a/*",)}
    assert config.unknown_extends == ("@tsconfig/strictest/tsconfig.json",)


def test_a_cycle_ends_and_is_a_problem() -> None:
    files: dict[str, object] = {
        "tsconfig.json": {"extends": "./a.json"},
        "a.json": {"extends": "./tsconfig.json", "compilerOptions": {"baseUrl": "."}},
    }

    config = known(config_of("x.ts", files))

    assert config.base_url == ""
    assert config.problems == ("tsconfig.json extends itself",)


def test_a_malformed_config_is_a_problem_with_its_place_and_no_crash() -> None:
    config = known(config_of("x.ts", {"tsconfig.json": '{\n "compilerOptions": }'}))

    assert len(config.problems) == 1
    assert config.problems[0].startswith("tsconfig.json:2:")
    assert config.paths == {}


def test_a_solution_leaves_modules_to_the_projects_it_references() -> None:
    files: dict[str, object] = {
        "tsconfig.json": {"files": [], "references": [{"path": "./tsconfig.app.json"}, {"path": "./node"}]},
        "tsconfig.app.json": {"include": ["src"], "exclude": ["src/**/*.test.ts"]},
        "node/tsconfig.json": {"include": ["../vite.config.ts"], "references": [{"path": ".."}]},
    }

    assert known(config_of("src/deep/x.tsx", files)).path == "tsconfig.app.json"
    assert known(config_of("vite.config.ts", files)).path == "node/tsconfig.json"
    assert known(config_of("src/x.test.ts", files)).path == "tsconfig.json"
    assert known(config_of("other.ts", files)).path == "tsconfig.json"


def test_what_include_takes_literally_and_what_it_does_not() -> None:
    files: dict[str, object] = {
        "tsconfig.json": {
            "files": [],
            "references": [{"path": "./a.json"}, {"path": "./b.json"}, {"path": "./c.json"}],
        },
        "a.json": {"include": ["app/[id]/*.ts", "lib/?.ts"]},
        "b.json": {"include": ["."], "compilerOptions": {"outDir": "out"}, "files": ["out/kept.ts"]},
        "c.json": {"include": ["**/.hidden/*"]},
    }

    governing = {
        path: known(config_of(path, files)).path
        for path in (
            "app/[id]/x.ts",
            "app/i/x.ts",
            "lib/a.ts",
            "lib/ab.ts",
            "out/x.ts",
            "out/kept.ts",
            "a/.hidden/x.ts",
        )
    }

    assert governing == {
        "app/[id]/x.ts": "a.json",
        "app/i/x.ts": "b.json",
        "lib/a.ts": "a.json",
        "lib/ab.ts": "b.json",
        "out/x.ts": "tsconfig.json",
        "out/kept.ts": "b.json",
        "a/.hidden/x.ts": "c.json",
    }


def test_a_config_that_covers_the_module_itself_is_not_left_for_a_reference() -> None:
    files: dict[str, object] = {
        "tsconfig.json": {"references": [{"path": "./tsconfig.node.json"}, {"path": "./gone"}, 3]},
        "tsconfig.node.json": {"include": ["**/*"]},
    }

    assert known(config_of("src/x.ts", files)).path == "tsconfig.json"


def test_the_alias_with_the_longest_beginning_counts_and_an_exact_one_before_all() -> None:
    paths = {"*": ["./src/*"], "@/*": ["./src/*"], "@/lib/*": ["./lib/*"], "@/lib/x": ["./x.ts"], "*.svg": ["./s/*"]}
    config = known(config_of("x.ts", {"tsconfig.json": {"compilerOptions": {"paths": paths}}}))

    found = {text: config.alias(text) for text in ("react", "@/a", "@/lib/y/z", "@/lib/x", "icon.svg")}

    assert {text: tuple(alias) if alias else None for text, alias in found.items()} == {
        "react": ("*", "react"),
        "@/a": ("@/*", "a"),
        "@/lib/y/z": ("@/lib/*", "y/z"),
        "@/lib/x": ("@/lib/x", None),
        "icon.svg": ("*", "icon.svg"),
    }
