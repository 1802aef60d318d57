"""New TypeScript in a project's own style: what is found out of its code, and what new text looks like then."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.refactor.house_style import HouseStyle
from migrator.refactor.new_text import in_style
from migrator.refactor.style import Style
from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Project

NEW = """\
import { serve } from "inngest/next";

// It says "hello"; and that is all,
export const greet = client.fn({ id: "greet" }, async ({ step }) => {
  await step.run("it's", () => `two
  lines;
`);
  return { message: "Hello", names: ["Ada"] };
});

export const functions = [
  greet,
  other,
];
"""


def project(files: dict[str, str], **options: object) -> Project:
    config = {"compilerOptions": {"paths": {"~/*": ["./src/*"]}, **options}}
    manifests = {"package.json": '{"name": "app"}', "tsconfig.json": json.dumps(config)}
    return Project(MemoryTree({path: text.encode() for path, text in {**manifests, **files}.items()}))


def test_without_code_it_is_prettiers_manner() -> None:
    assert HouseStyle(project({}), "").written(NEW).decode() == NEW


def test_a_module_has_no_vote_for_what_it_does_not_show() -> None:
    flat = {f"src/{name}/index.ts": f"export * from './{name}';\n" for name in "abc"}
    indented = {"src/code.ts": "export const f = () => {\n\treturn [\n\t\t1\n\t];\n};\n"}
    style = HouseStyle(project({**flat, **indented}), "").style
    assert (style.indent, style.comma, style.quote) == ("\t", "", "'")


def test_a_bare_style_with_tabs_and_carriage_returns() -> None:
    code = "import {a} from './a'\r\n\r\nexport const b = [\r\n\ta,\r\n\tb\r\n]\r\n"
    written = HouseStyle(project({"src/b.ts": code}), "").written(NEW).decode()
    assert (
        written
        == """\
import {serve} from 'inngest/next'

// It says "hello"; and that is all,
export const greet = client.fn({id: 'greet'}, async ({step}) => {
\tawait step.run("it's", () => `two
  lines;
`)
\treturn {message: 'Hello', names: ['Ada']}
})

export const functions = [
\tgreet,
\tother
]
""".replace("\n", "\r\n")
    )


def test_a_semicolon_stays_where_the_next_line_would_go_on_with_the_statement() -> None:
    bare = Style(semicolon="")
    assert in_style("const a = b;\n[1, 2].map(a);\n", bare) == "const a = b;\n[1, 2].map(a)\n"
    assert in_style("const a = b;\n\n/** It. */\nfor (;;) a();\n", bare) == "const a = b\n\n/** It. */\nfor (;;) a()\n"


@settings(deadline=None)
@given(
    st.builds(Style, st.sampled_from("\"'"), st.sampled_from(("", ";")), st.just("\n"), st.sampled_from(("\t", "    ")))
)
def test_text_that_has_the_style_stays(style: Style) -> None:
    once = in_style(NEW, style)
    assert in_style(once, Style(quote=style.quote, semicolon=style.semicolon)) == once


def test_many_copied_components_do_not_outvote_the_rest() -> None:
    own = "import { x } from 'x';\n"
    copied = {f"src/components/ui/{name}.tsx": 'import * as React from "react"\n' for name in "abcdef"}
    files = {"src/app/page.tsx": own, "src/lib/a.ts": own, "src/server/b.ts": own, **copied}
    style = HouseStyle(project(files), "").style
    assert (style.quote, style.semicolon) == ("'", ";")


def test_the_packages_own_code_tells_where_there_is_some() -> None:
    files = {
        "package.json": '{"name": "acme", "workspaces": ["apps/*"]}',
        "apps/web/package.json": '{"name": "web"}',
        "apps/web/a.ts": "import 'a'\n",
        "apps/new/package.json": '{"name": "new"}',
        "scripts/b.ts": 'import "b";\n',
        "scripts/c/d.ts": 'import "b";\n',
    }
    assert HouseStyle(project(files), "apps/web").style.quote == "'"
    assert HouseStyle(project(files), "apps/new").style.quote == '"'


A, B = "src/lib/inngest/client.ts", "src/app/api/inngest/route.ts"


@pytest.mark.parametrize(
    ("importing", "far", "near"),
    [
        ({}, "~/lib/inngest/client", "./client"),
        ({"src/app/page.ts": 'import "~/db";\n'}, "~/lib/inngest/client", "./client"),
        ({"src/app/page.ts": 'import "../db";\n'}, "../../../lib/inngest/client", "./client"),
        ({"src/app/page.ts": 'import "../db.js";\n'}, "../../../lib/inngest/client.js", "./client.js"),
        (
            {"src/app/a/b.ts": 'import "~/db";\nimport "../page";\n', "src/app/page.ts": 'import "../db";\n'},
            "~/lib/inngest/client",
            "./client",
        ),
        (
            {"src/app/page.ts": 'import "~/db";\nimport "~/app/x";\n', "src/app/x.ts": ""},
            "~/lib/inngest/client",
            "~/lib/inngest/client",
        ),
    ],
)
def test_modules_name_each_other_as_they_do_elsewhere(importing: dict[str, str], far: str, near: str) -> None:
    before = project({"src/db.ts": "export {};\n", **importing})
    tree = Overlay(before.tree)
    tree.write(A, b"export {};\n")
    house = HouseStyle(before, "")
    after = before.over(tree)
    assert house.specifier(after, A, B) == far
    assert house.specifier(after, A, "src/lib/inngest/index.ts") == near


def test_private_names_are_an_alias_too() -> None:
    files = {
        "package.json": '{"name": "app", "imports": {"#/*": "./src/*.ts"}}',
        "tsconfig.json": "{}",
        "src/db.ts": "export {};\n",
        "src/app/page.ts": 'import "#/db";\n',
        A: "export {};\n",
    }
    found = project(files)
    assert HouseStyle(found, "").specifier(found, A, B) == "#/lib/inngest/client"
