import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def spelled_out(glob: str) -> list[str]:
    """The globs without braces that `glob` stands for."""
    start = glob.rfind("{")
    if start < 0:
        return [glob]
    end = glob.index("}", start)
    choices = glob[start + 1 : end].split(",")
    return [one for choice in choices for one in spelled_out(glob[:start] + choice + glob[end + 1 :])]


def fits(glob: list[str], path: list[str]) -> bool:
    """Every way in which the parts may go together, tried one after the other."""
    if not glob or not path:
        return not glob and not path
    if glob[0] == "**":
        behind = fits(glob[1:], path) if len(glob) > 1 else len(path) == 1 and not path[0].startswith(".")
        return behind or (not path[0].startswith(".") and fits(glob, path[1:]))
    wild = glob[0][:1] in ("*", "?")
    return not (wild and path[0].startswith(".")) and fits_name(glob[0], path[0]) and fits(glob[1:], path[1:])


def fits_name(pattern: str, name: str) -> bool:
    if not pattern:
        return not name
    if pattern[0] == "*":
        return fits_name(pattern[1:], name) or (bool(name) and fits_name(pattern, name[1:]))
    return bool(name) and pattern[0] in ("?", name[0]) and fits_name(pattern[1:], name[1:])


names = st.lists(st.sampled_from("ab."), min_size=1, max_size=4).map("".join)
part = st.one_of(
    st.just("**"),
    st.lists(st.sampled_from(["a", "b", ".", "*", "?", "{a,ab}", "{b*,}"]), min_size=1, max_size=4).map("".join),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(part, min_size=1, max_size=4).map("/".join), st.lists(names, min_size=1, max_size=4).map("/".join))
def test_a_glob_matches_what_some_way_of_trying_matches(glob: str, path: str) -> None:
    spellings = [one.split("/") for one in spelled_out(glob)]
    # Two stars in one part, or a part without a name, are nothing that anybody writes.
    pairs = [pair for one in spellings for pair in zip(one, glob.split("/"), strict=True)]
    odd = any(not name or ("**" in name and name != written) for name, written in pairs)
    if not odd:
        assert compile_glob(glob).matches(path) is any(fits(one, path.split("/")) for one in spellings)
