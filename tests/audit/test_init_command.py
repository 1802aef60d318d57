"""`migrate init`: a plan with every choice spelled out does what the audit promised."""

from __future__ import annotations

from pathlib import Path

import yaml
from shop import INNGEST, manifest, shop
from test_recommendation import SHIP, blocked

FILE = "plans/inngest-package.yaml"


def test_it_plans_without_parameters_what_the_shipped_plan_does(checkout, migrate) -> None:
    made = checkout(shop())
    done = migrate("init", "inngest-package")
    assert (done.code, done.err) == (0, "")
    assert done.text == f"Wrote {FILE}. Next: `migrate plan {FILE}`.\n"
    text = (made.root / FILE).read_text()
    assert text.startswith(
        "# yaml-language-server: $schema=plan.schema.json\n"
        "# `migrate schema --output plans/plan.schema.json` writes what editors complete this file with.\n"
    )
    params = yaml.safe_load(text)["params"]
    assert "detect" not in [one["default"] for one in params.values()]
    assert (params["app"]["default"], params["name"]["default"]) == ("apps/web", "@shop/inngest")
    assert f"    # its code makes the client, {INNGEST}/client.ts\n    default: apps/web\n" in text
    shipped, own = (migrate("plan", plan, "--format", "json").json for plan in ("inngest-package", FILE))
    assert own["result"] == shipped["result"]
    assert own["status"] == "ok"


def test_decisions_come_with_their_reasons(checkout, migrate) -> None:
    made = checkout(blocked())
    assert migrate("plan", "inngest-package", "--format", "json").json["status"] == "blocked"
    promised = migrate("audit", "--format", "json").json
    assert migrate("init", "inngest-package").code == 0
    text = (made.root / FILE).read_text()
    assert (
        "    default:\n      # blocked otherwise: one other module uses it too\n      apps/web/src/price.ts: co-move\n"
        in text
    )
    assert f"served beside the others: {SHIP}" in " ".join(text.replace("#", " ").split())
    planned = migrate("plan", FILE, "--format", "json").json
    assert planned["status"] == "ok"
    choices = {one["param"]: one["value"] for one in promised["choices"]}
    assert planned["plan"]["params"] == choices
    applied = migrate("apply", FILE, "--no-checkout")
    assert applied.code == 0, applied.err
    there = made.git("ls-tree", "-r", "--name-only", "migrate/inngest-package", "packages/inngest/").split("\n")
    assert there == promised["structure"]


def test_it_never_overwrites(checkout, migrate, tmp_path: Path) -> None:
    made = checkout(shop())
    made.write(FILE, "mine\n")
    done = migrate("init", "inngest-package")
    assert done.code == 1
    assert "is there already" in done.err
    assert (made.root / FILE).read_text() == "mine\n"
    elsewhere = tmp_path / "new" / "plan.yaml"
    assert migrate("init", "inngest-package", "--output", str(elsewhere)).code == 0
    assert migrate("plan", str(elsewhere), "-q").code == 0


def test_what_is_asked_for_is_kept(checkout, migrate) -> None:
    made = checkout(shop())
    assert migrate("init", "inngest-package", "-p", "package=packages/jobs", "-p", "shims=keep").code == 0
    params = yaml.safe_load((made.root / FILE).read_text())["params"]
    assert (params["package"]["default"], params["shims"]["default"]) == ("packages/jobs", "keep")


def test_there_is_nothing_to_write(checkout, migrate) -> None:
    made = checkout({"package.json": manifest("shop")})
    done = migrate("init", "inngest-package")
    assert done.code == 1
    assert "there is no Inngest in this repository" in done.err
    assert not (made.root / "plans").exists()
    done = migrate("init", "inngest-packag")
    assert done.code == 2
    assert "did you mean 'inngest-package'?" in done.err
