"""Thousands of damaged answers: nothing but the documented errors, and no success that the server did not report."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable

import pytest

from tests.support.memory import traced_memory
from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import Answer, Connection, RawServer, http, running_server
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.remote.auth import Signer
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.backends.remote.calls import Calls
from wxbuyer_gui.domain.auth import NoAuth
from wxbuyer_gui.domain.errors import BackendError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.net.address import checked_address
from wxbuyer_gui.net.transport import Transport

SEEDS = range(10)
PER_SEED = 200
TIMEOUT, OVERRUN = 2.0, 0.5
MOST_MEMORY = 20 << 20
"""Over all of them, in bytes."""

FORM = MemberForm(7, "张三", PHONE)

ENVELOPE = {"data": 1, "status": 200, "message": ""}
BUYER = {"tenantId": 1, "openId": OPEN_ID, "name": "张三", "profile": "", "phone": PHONE, "memberId": 6, "id": 7}
ODD_VALUES = (
    *(0, -1, 1, 7, 8, 200, 201, 500, 602, 2**31, 2**63, 10**400, 1.5, 200.0, 1e308, True, False, None),
    *(
        "",
        "200",
        " 200 ",
        "2OO",
        "成功",
        "null",
        "<b>x</b>",
        "\ud800",
        "\0",
        "x" * 5000,
        [],
        {},
        [200],
        {"status": 200},
    ),
)
STATUSES = (200, 200, 200, 200, 201, 204, 206, 301, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 999)


def damaged(random_: random.Random, value: dict[str, object]) -> bytes:
    """A body that was a good answer once."""
    value = dict(value)
    for _ in range(random_.randint(0, 3)):
        key = random_.choice([*value, "Status", "ID", "Message", "code", "extra"])
        if random_.random() < 0.3:
            value.pop(key, None)
        else:
            value[key] = random_.choice(ODD_VALUES)
    whole = random_.choice([value, value, value, [value], {"data": value}, {"d": json.dumps(value)}, None])
    body = bytearray(json.dumps(whole, ensure_ascii=random_.random() < 0.5).encode("utf-8", "surrogatepass"))
    for _ in range(random_.choice([0, 0, 0, 1, 3])):
        place = random_.randrange(len(body) + 1)
        body[place : place + random_.randint(0, 2)] = random_.randbytes(random_.randint(0, 2))
    if random_.random() < 0.1:
        del body[random_.randrange(len(body) + 1) :]
    return bytes(body)


def damaged_answer(random_: random.Random, value: dict[str, object]) -> bytes:
    """A whole HTTP answer, sometimes cut off."""
    answer = http(damaged(random_, value), status=random_.choice(STATUSES))
    return answer[: random_.randrange(len(answer))] if random_.random() < 0.05 else answer


def then_hang_up(answer: bytes) -> Callable[[Connection], None]:
    return lambda connection: connection.send(answer)


def reports_success(answer: bytes) -> bool:
    """Whether a lenient reader could find a success in the answer: our own may not find more."""
    head, _, body = answer.partition(b"\r\n\r\n")
    try:
        http_status, value = int(head.split()[1]), json.loads(body)
        status = next(item for key, item in value.items() if key.lower() == "status")
        return 200 <= http_status < 300 and str(status).strip() in ("200", "200.0") and status is not True
    except (ValueError, IndexError, AttributeError, StopIteration):
        return False


READS: list[Callable[[Backend], object]] = [
    lambda backend: backend.get(7),
    lambda backend: backend.get_by_open_id(OPEN_ID),
    lambda backend: backend.get_list([7]),
]
WRITES: list[Callable[[Backend], object]] = [
    lambda backend: backend.create_member(FORM),
    lambda backend: backend.bind_member(FORM),
    lambda backend: backend.unbind_member(FORM),
    lambda backend: backend.save_user(WxBuyingUser(name="张三")),
]


def open_without_pauses(server: RawServer) -> Backend:
    """A backend that tries reads again at once, since there are so many."""
    address = checked_address(server.url)
    calls = Calls(Transport(address), Signer(NoAuth()), base_path=address.path, jitter=lambda: -0.5)
    return RemoteBackend(calls, timeout=TIMEOUT)


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_answers(seed: int) -> None:
    random_ = random.Random(seed)
    current = b""

    def answer(_asked: object) -> Answer:
        return then_hang_up(current)

    with running_server(answer) as server, open_without_pauses(server) as backend, traced_memory() as memory:
        for number in range(PER_SEED):
            is_write = number % 2 == 0
            current = damaged_answer(random_, ENVELOPE if is_write else BUYER)
            call = random_.choice(WRITES if is_write else READS)
            server.asked.clear()
            began = time.monotonic()
            found, error = outcome_of(call, backend)
            assert time.monotonic() - began < TIMEOUT + OVERRUN
            assert PHONE not in str(error), current
            if is_write:
                assert error is not None or reports_success(current), current
                assert not isinstance(error, UnreachableError), current
                assert len(server.asked) == 1
            else:
                assert all(buyer.id == 7 for buyer in found), current
    assert memory.peak < MOST_MEMORY
    assert memory.left < MOST_MEMORY // len(SEEDS)


def outcome_of(call: Callable[[Backend], object], backend: Backend) -> tuple[list[WxBuyingUser], BackendError | None]:
    """The buyers that a call found, or its error; any other exception passes."""
    try:
        found = call(backend)
    except BackendError as error:
        return [], error
    if isinstance(found, list):
        return found, None
    return [found] if isinstance(found, WxBuyingUser) else [], None


def test_huge_answers_take_little_memory() -> None:
    filler = b"x" * 0x10000

    def pour(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not connection.over.is_set():
            connection.send(filler)

    with running_server(lambda _asked: pour) as server, open_backend(server.url) as backend, traced_memory() as memory:
        for call in (READS[0], WRITES[0]):
            with pytest.raises(BackendError):
                call(backend)
    assert memory.peak < 20 << 20
    assert memory.left < 2 << 20
