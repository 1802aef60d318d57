"""Whatever the tree looks like: what `specifier_for` writes leads back to the target, and keeps the manner."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trees import empty, resolver_of

from migrator.tree import directory_of
from migrator.workspace.module_files import split_ending
from migrator.workspace.resolution import Resolved, is_relative

NAMES = st.sampled_from(["a", "b", "index", "user.model", "[id]", "ä b", "a.test", "dist", "src"])
ENDINGS = st.sampled_from([".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".cjs", ".json", ".svg", ".vue"])
FOLDERS = st.lists(NAMES, max_size=3).map("/".join)
PACKAGES = ("apps/web", "packages/db", "packages/plain")
LIKES = st.sampled_from(
    [
        "./x",
        "../x.js",
        "./x.tsx",
        "./x/index",
        ".",
        "..",
        "@/x",
        "@/x/index.js",
        "#x",
        "@a/db",
        "@a/db/x",
        "x/y",
        "./x.svg?raw",
    ]
)
EXPORTS = st.sampled_from(
    [
        None,
        "./src/index.ts",
        {".": "./dist/index.js", "./*": "./dist/*.js"},
        {"./*": ["./src/*.ts", "./src/*.tsx"]},
        {"./*": "./*"},
    ]
)


@st.composite
def modules(draw: st.DrawFn) -> list[str]:
    drawn = draw(st.lists(st.tuples(st.sampled_from(PACKAGES), FOLDERS, NAMES, ENDINGS), min_size=2, max_size=9))
    paths = {"/".join(part for part in (*place, name) if part) + ending: None for *place, name, ending in drawn}
    # Of two modules with one stem only the first can be named without its ending, so each stem comes once.
    return list({split_ending(path)[0]: path for path in paths}.values())


@settings(max_examples=150, deadline=None)
@given(modules(), LIKES, EXPORTS, st.booleans(), st.data())
def test_the_inverse_leads_back(paths: list[str], like: str, exports: object, bare: bool, data: st.DataObject) -> None:
    target, importer = data.draw(st.sampled_from(paths)), data.draw(st.sampled_from(paths))
    aliases = {"@/*": ["./src/*"], **({"*": ["./*"]} if bare else {})}
    resolver = resolver_of(
        {
            **empty(*paths),
            "package.json": {"workspaces": ["apps/*", "packages/*"]},
            "apps/web/package.json": {"name": "web"},
            "apps/web/tsconfig.json": {"compilerOptions": {"paths": aliases}},
            "packages/db/package.json": {"name": "@a/db", **({"exports": exports} if exports else {})},
            "packages/plain/package.json": {"name": "@a/plain"},
        }
    )
    home, away = resolver.workspace.owner(importer), resolver.workspace.owner(target)

    specifier = resolver.specifier_for(target, importer, like)

    if specifier is None:
        assert home is not away
        return
    assert resolver.resolve(specifier, importer) == Resolved(target)
    if is_relative(like) and home is away:
        assert is_relative(specifier)
    if home is not away:
        assert not specifier.startswith((".", "/"))
    if directory_of(importer) == directory_of(target) and is_relative(specifier):
        assert specifier in (".", "./") or specifier.startswith("./")
