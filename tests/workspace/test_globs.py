import pytest

from migrator.workspace.globs import compile_glob


@pytest.mark.parametrize(
    ("glob", "matching", "other"),
    [
        ("packages/*", ["packages/a", "packages/ä b"], ["packages", "packages/a/b", "packages/.cache"]),
        ("packages/**", ["packages/a", "packages/a/b/c"], ["packages", "packages/a/.turbo/x"]),
        ("**/x.ts", ["x.ts", "a/x.ts", "a/b/x.ts"], ["ax.ts", ".git/x.ts"]),
        ("packages/**/test/*", ["packages/test/a", "packages/x/y/test/a"], ["packages/x/tests/a"]),
        ("{apps,packages}/*", ["apps/a", "packages/b"], ["libs/c"]),
        ("a/@(x|y)", ["a/x", "a/y"], ["a/xy", "a/z"]),
        ("a/!(x|y)", ["a/z", "a/xx"], ["a/x", "a/y"]),
        ("a/[!b]c", ["a/ac"], ["a/bc"]),
        ("a/[id]", ["a/i", "a/d"], ["a/[id]"]),
        ("a/file?.ts", ["a/file1.ts"], ["a/file.ts", "a/file12.ts"]),
        ("a.b/(c)+", ["a.b/(c)+"], ["aXb/(c)+"]),
        (".config/*", [".config/a"], ["config/a"]),
    ],
)
def test_globs(glob: str, matching: list[str], other: list[str]) -> None:
    pattern = compile_glob(glob)

    assert [path for path in [*matching, *other] if pattern.matches(path)] == matching
