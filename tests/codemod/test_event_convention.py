"""What names of events, purposes and fields are refused, and the mend that the refusal has."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from migrator.codemod import discover

REGISTRY = discover([])
CLIENT = "src/inngest/client.ts"


def refusal(**given: object) -> str:
    """What is said about one step; empty where nothing is wrong."""
    arguments = {"client": CLIENT, "domain": "workflow", "action": "created", **given}
    codemod = REGISTRY.get("add-event-handler" if "purpose" in given else "define-event")
    try:
        codemod.model_validate(arguments)
    except ValidationError as error:
        return "; ".join(one["msg"] for one in error.errors())
    return ""


@pytest.mark.parametrize(
    "domain",
    ["workflow", "order-line", "status", "address", "business", "series", "news", "sms", "analytics", "canvas", "s3"],
)
def test_what_may_be_a_singular_noun_passes(domain: str) -> None:
    assert refusal(domain=domain) == ""


@pytest.mark.parametrize(
    ("domain", "mend"),
    [
        ("workflows", "workflow"),
        ("Workflow", "workflow"),
        ("orderLines", "order-line"),
        ("order_line", "order-line"),
        ("order line", "order-line"),
        ("users", "user"),
        ("companies", "company"),
        ("movies", "movie"),
        ("order/line", "order-line"),
        ("HTTPRequest", "http-request"),
    ],
)
def test_a_domain_against_the_convention_is_mended(domain: str, mend: str) -> None:
    assert f"write '{mend}'" in refusal(domain=domain)


def test_the_domain_of_inngest_s_own_events_is_refused() -> None:
    assert "Inngest's own events" in refusal(domain="inngest")


def test_a_domain_without_letters_has_no_mend() -> None:
    assert refusal(domain="--").endswith("joined by `-`")


@pytest.mark.parametrize(
    "action",
    [
        "created",
        "sent",
        "paid",
        "payment-failed",
        "payment_failed",
        "item.uploaded",
        "reset",
        "run",
        "embedded",
        "ready",
    ],
)
def test_what_may_be_a_past_tense_passes(action: str) -> None:
    assert refusal(action=action) == ""


@pytest.mark.parametrize(
    ("action", "mend"),
    [
        ("create", "created"),
        ("creates", "created"),
        ("creating", "created"),
        ("Created", "created"),
        ("send", "sent"),
        ("pay", "paid"),
        ("notify", "notified"),
        ("stopping", "stopped"),
        ("need", "needed"),
        ("feed", "fed"),
        ("PaymentFail", "payment-failed"),
        ("submit-form", "submitted-form"),
    ],
)
def test_an_action_against_the_convention_is_mended(action: str, mend: str) -> None:
    assert f"write '{mend}'" in refusal(action=action)


def test_a_purpose_is_in_kebab_case() -> None:
    assert refusal(purpose="email-sender") == ""
    assert "write 'email-sender'" in refusal(purpose="emailSender")


def test_a_field_of_an_unknown_type_is_told_what_there_is() -> None:
    said = refusal(fields={"id": "uid"})
    assert "'id' has the type 'uid'" in said
    assert "string, uuid, number, boolean, date, string[], and optional:<type>" in said
    assert refusal(fields={"id": "optional:string[]"}) == ""
    assert "optional:optional:date" in refusal(fields={"id": "optional:optional:date"})
