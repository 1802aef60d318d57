"""The plan `inngest-event` as a whole: what it adds to apps of different kinds, and that a second run adds nothing."""

from __future__ import annotations

import pytest
from apps import Files, changed, files_of, manifest, project

from migrator.engine import Outcome, carry_out
from migrator.plan import bind, load_plan

CLIENT = b'import { Inngest } from "inngest";\n\nexport const inngest = new Inngest({ id: "app" });\n'
HANDLER = "src/inngest/functions/workflow-created-handler"


def app(vitest: str) -> Files:
    """An app with a client, and these settings of Vitest."""
    return {
        "package.json": manifest(inngest="^4.24.0", zod="^4.0.0"),
        "src/inngest/client.ts": CLIENT,
        "vitest.config.ts": f'import {{ shared }} from "elsewhere";\n\nexport default {vitest};\n'.encode(),
    }


def event(files: Files, **given: object) -> Outcome:
    """The shipped plan on `files`."""
    known = project(files)
    return carry_out(
        bind(load_plan("inngest-event"), {"domain": "workflow", "action": "created", **given}, known), known
    )


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ("{}", f"{HANDLER}.test.ts"),
        ("{ test: { include: ['src/**/*.spec.ts'] } }", f"{HANDLER}.spec.ts"),
        ("{ test: { include: ['tests/**'] } }", "tests/inngest/functions/workflow-created-handler.test.ts"),
        ("{ root: 'tests' }", "tests/inngest/functions/workflow-created-handler.test.ts"),
        ("{ test: { exclude: ['src/**/functions/**'] } }", ""),
        ("{ ...shared }", ""),
    ],
)
def test_the_test_goes_where_the_runner_looks_or_nowhere(settings: str, place: str) -> None:
    outcome = event(app(settings))
    said = [one for result in outcome.results for one in result.diagnostics if one.code == "no-test-place"]
    assert {path for path in changed(outcome) if ".test." in path or ".spec." in path} == {place} - {""}
    assert [one.path for one in said] == ([] if place else ["vitest.config.ts"])

    again = event(files_of(outcome.tree))
    assert (again.status, changed(again)) == ("noop", set())


OF_SLUG = b'import { it } from "vitest";\nimport { slug } from "../../../src/lib/slug";\n'


def test_a_folder_for_tests_that_is_called_as_those_beside_modules_are_mirrors_the_sources() -> None:
    files = app("{ test: { include: ['__tests__/**/*.test.ts'] } }") | {
        "src/lib/slug.ts": b"export const slug = 1;\n",
        "__tests__/src/lib/slug.test.ts": OF_SLUG,
    }
    assert f"__tests__/{HANDLER}.test.ts" in changed(event(files))
