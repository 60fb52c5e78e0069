"""The published schema, and that whatever is sent gets one of the answers it declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.our_server import client_of, serving
from tests.support.people import ID_CARD, NAUGHTY, OPEN_ID, PHONE
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.net.wire import BuyerBody, MemberFormBody
from wxbuyer_gui.net.wire_extensions import RegisterBody, SaveBuyerBody, SaveMemberBody, SearchBody
from wxbuyer_gui.server.options import ServerOptions

_NUMBERS = st.integers(-2, 30) | st.sampled_from((2**31, 2**63 - 1, -(2**63), 2**63, 10**30))
_TEXTS = st.sampled_from((OPEN_ID, PHONE, ID_CARD, "", "王", "a\0b", "1990-01-01 00:00:00", *NAUGHTY[:-1])) | st.text()
_LEAVES = st.none() | st.booleans() | _NUMBERS | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS
_ANYTHING = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4)
)


def _objects(*models: type) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with the keys of a request, each with a value that may fit."""
    names = sorted({field.alias or name for model in models for name, field in model.model_fields.items()})  # type: ignore[attr-defined]
    return st.dictionaries(st.sampled_from(names), _LEAVES, max_size=len(names))


_PEOPLE = _objects(BuyerBody, MemberFormBody)
_BODIES = (
    _PEOPLE
    | _objects(SearchBody)
    | st.lists(_NUMBERS, max_size=210)
    | st.dictionaries(
        st.sampled_from([*RegisterBody.model_fields, *SaveBuyerBody.model_fields, *SaveMemberBody.model_fields]),
        _PEOPLE,
    )
    | _ANYTHING
)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    options = ServerOptions(publish_schema=True)
    with open_backend("sqlite://") as backend, serving(backend, options=options) as server, client_of(server) as made:
        yield made


@pytest.fixture(scope="module")
def schema(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def operations(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of all calls."""
    return [(path, method, facts) for path, methods in schema["paths"].items() for method, facts in methods.items()]


def test_the_schema_describes_every_call(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.")
    assert len(operations(schema)) == 15
    for path, method, facts in operations(schema):
        assert {"200", "401", "422", "503"} <= set(facts["responses"]), path
        assert facts["security"] == [{"HTTPBearer": []}], path
        assert ("requestBody" in facts) == (method == "post"), path
        assert facts["responses"]["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Envelope")
    form = schema["components"]["schemas"]["MemberFormBody"]
    assert set(form["properties"]) == {"wxBuyingUserId", "name", "phone", "sex", "birthday", "idCard", "address"}
    assert form["additionalProperties"] is False


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_whatever_is_sent_gets_a_declared_answer(
    client: httpx.Client, schema: dict[str, Any], data: st.DataObject
) -> None:
    path, method, facts = data.draw(st.sampled_from(operations(schema)))
    query = {
        parameter["name"]: data.draw(_NUMBERS | st.text(alphabet=st.characters(codec="utf-8")))
        for parameter in facts.get("parameters", ())
        if parameter["in"] == "query" and (parameter["required"] or data.draw(st.booleans()))
    }
    body = {"json": data.draw(_BODIES)} if method == "post" else {}
    answer = client.request(method, path, params=query, **body)  # type: ignore[arg-type]
    assert str(answer.status_code) in facts["responses"]
    assert answer.status_code < 500
    value = answer.json()
    if answer.status_code != 200 or "Envelope" in str(facts["responses"]["200"]):
        assert isinstance(value["status"], int)
        assert (value["status"] == 200) == ("code" not in value)
        assert value["message"] or value["status"] == 200
