from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made import Made

from migrator.errors import Location, RefusedError
from migrator.verify import Proven, Subject, Workshop, verify
from migrator.verify.workshop import CannotPrepareError, Side

NEEDS = '{"name": "root", "private": true, "dependencies": {"x": "file:./x"}}\n'


class Needs:
    """A proof that needs dependencies, of the sides in this order."""

    name = "needs"

    def __init__(self, *sides: Side) -> None:
        self.sides = sides

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        for side in self.sides:
            workshop.ready(side)
        return Proven.of("ready")


class Falls:
    name = "falls"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        raise RefusedError("this can't be", location=Location("src/a.ts", 3, 4))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    made = Made(tmp_path, monkeypatch)
    made.commit({"package.json": NEEDS, "x/package.json": '{"name": "x", "version": "1.0.0"}\n'}, "first")
    return made


def verified(
    made: Made, failing: dict[Side, str], monkeypatch: pytest.MonkeyPatch, *proofs: object
) -> dict[str, Proven]:
    def ready(workshop: Workshop, side: Side) -> Path:
        if side in failing:
            raise CannotPrepareError(failing[side])
        return workshop.folder(side)

    monkeypatch.setattr(Workshop, "ready", ready)
    made.commit({"note.txt": "x\n"})
    subject = made.subject(base="HEAD~1", plan=False)
    with Workshop(subject) as workshop:
        return verify(subject, workshop, proofs).proven


@pytest.mark.parametrize("sides", [("base", "branch"), ("branch", "base")])
def test_without_the_bases_dependencies_a_proof_is_skipped(made: Made, monkeypatch, sides) -> None:
    failing: dict[Side, str] = {"base": "`npm ci` ended with status 1", "branch": "so did this"}
    proven = verified(made, failing, monkeypatch, Needs(*sides))["needs"]
    assert (proven.status, proven.findings) == ("skipped", ())
    assert proven.detail == "the base's dependencies can't be installed: `npm ci` ended with status 1"


def test_a_branch_that_alone_has_no_dependencies_has_failed(made: Made, monkeypatch) -> None:
    proven = verified(made, {"branch": "`npm ci` ended with status 1"}, monkeypatch, Needs("branch", "base"))["needs"]
    assert (proven.status, proven.detail) == ("failed", "the branch's dependencies can't be installed")
    assert [finding.message for finding in proven.findings] == ["`npm ci` ended with status 1"]


def test_a_proof_that_falls_over_has_failed_and_the_next_one_is_tried(made: Made, monkeypatch) -> None:
    proven = verified(made, {}, monkeypatch, Falls(), Needs("base"))
    assert {name: str(one.status) for name, one in proven.items()} == {"falls": "failed", "needs": "passed"}
    [finding] = proven["falls"].findings
    assert (finding.message, finding.path, finding.line) == ("this can't be", "src/a.ts", 3)


def test_the_checkouts_are_gone_afterwards(made: Made, monkeypatch) -> None:
    subject = made.subject(base="HEAD", plan=False)
    with pytest.raises(KeyboardInterrupt), Workshop(subject) as workshop:
        places = [workshop.folder("base"), workshop.folder("branch")]
        assert all((place / "package.json").is_file() for place in places)
        raise KeyboardInterrupt
    assert not any(place.exists() for place in places)
