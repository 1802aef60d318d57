"""Which modules a framework or a tool takes by their place."""

from __future__ import annotations

import pytest

from migrator.refactor.conventions import taker_by_place
from migrator.tree import MemoryTree
from migrator.workspace import Project

FILES = {
    "package.json": b'{"workspaces": ["web", "next", "nuxt"]}',
    "web/package.json": b'{"name": "web", "dependencies": {"vite": "*"}}',
    "nuxt/package.json": b'{"name": "nuxt-app", "dependencies": {"nuxt": "*"}}',
    "next/package.json": b'{"name": "next-app", "dependencies": {"next": "*"}}',
}


@pytest.mark.parametrize(
    ("path", "taker"),
    [
        ("web/src/lib/config.ts", None),
        ("web/src/inngest/functions/send.ts", None),
        ("web/src/plugins/vuetify.ts", None),
        ("web/src/api/http/client.ts", None),
        ("web/src/app/page.tsx", None),
        ("web/src/setup-form.ts", None),
        ("web/vite.config.ts", "a tool"),
        ("web/.eslintrc.cjs", "a tool"),
        ("web/.storybook/preview.tsx", "a tool"),
        ("web/src/button.stories.tsx", "Storybook"),
        ("web/test/global-setup.ts", "a test runner"),
        ("web/app/routes/index.tsx", "a router"),
        ("web/app/(tabs)/_layout.tsx", "a router"),
        ("web/server/api/user.ts", "a server"),
        ("web/api/user.ts", "a server"),
        ("nuxt/plugins/vuetify.ts", "Nuxt"),
        ("tools/board/api/index.mjs", "a server"),
        ("web/emails/welcome.tsx", "React Email"),
        ("web/src/i18n/request.ts", "next-intl"),
        ("next/src/app/page.tsx", "Next's router"),
        ("next/pages/index.tsx", "Next's router"),
    ],
)
def test_who_takes_a_module(path: str, taker: str | None):
    assert taker_by_place(Project(MemoryTree({**FILES, path: b"export default 1;"})), path) == taker
