"""The published schema, and that whatever is sent gets one of the answers it declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.support.our_server import MANAGER, client_of, serving
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.server.options import ServerOptions

# What fits the schema may still be refused, for a buyer that is bound already; and a query may hold names that we do
# not know, as with the vendor.
_NOT_PROMISED = [positive_data_acceptance, negative_data_rejection]


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


@pytest.fixture(scope="module")
def calls(schema: dict[str, Any]) -> list[APIOperation[Any, Any, Any]]:
    return [found.ok() for found in schemathesis.openapi.from_dict(schema).get_all_operations()]


@pytest.mark.parametrize("mode", GenerationMode)
@settings(max_examples=75, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_sent_gets_a_declared_answer(
    client: httpx.Client, calls: list[APIOperation[Any, Any, Any]], mode: GenerationMode, data: st.DataObject
) -> None:
    """Requests made from the schema, such as fit it and such as do not: status, type, headers and body of the answer
    are as declared, none is a fault of the server, and none that lacks the token is served.
    """
    case = data.draw(data.draw(st.sampled_from(calls)).as_strategy(mode))
    with requests.Session() as session:
        session.trust_env = False
        answer = case.call(str(client.base_url), session, {"Authorization": f"Bearer {MANAGER}"})
        case.validate_response(answer, excluded_checks=_NOT_PROMISED)
    value = answer.json()
    if isinstance(value, dict) and "status" in value:
        assert (value["status"] == 200) == ("code" not in value)
        assert value.get("message") or value["status"] == 200
