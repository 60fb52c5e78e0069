"""Real races: however many clerks press at once, one buyer has one member and one phone belongs to one member."""

from __future__ import annotations

import multiprocessing
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.people import OPEN_ID, PHONE, add_buyer, add_member, member_of
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.store import index
from wxbuyer_gui.store.engine import open_store

ROUNDS = 12
CLERKS = 4
PROCESSES = 2

Write = Callable[[Backend, int, int], Any]


@pytest.fixture(params=["memory", "file", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "memory":
        return "sqlite://"
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'shop.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def backend(url: str) -> Iterator[Backend]:
    with open_backend(url) as opened:
        yield opened


def outcome_of(write: Callable[[], Any]) -> str:
    """What became of a write: "done" or the error's code."""
    try:
        write()
    except BackendError as error:
        return error.code
    return "done"


def race(*writes: Callable[[], Any]) -> Counter[str]:
    """Let all writes start at the same moment, each on a thread, and count what became of them."""
    start = threading.Barrier(len(writes))
    outcomes: list[str] = []

    def run(write: Callable[[], Any]) -> None:
        start.wait()
        outcomes.append(outcome_of(write))

    threads = [threading.Thread(target=run, args=(write,)) for write in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def everybody(write: Callable[[int], Any]) -> Counter[str]:
    return race(*(lambda clerk=clerk: write(clerk) for clerk in range(CLERKS)))  # type: ignore[misc]


class TestThreads:
    def test_one_buyer_gets_one_member(self, backend: Backend) -> None:
        for number in range(ROUNDS):
            buyer_id = add_buyer(backend, name="张三")
            phones = [f"138{number:04}{clerk:04}" for clerk in range(CLERKS)]
            outcomes = everybody(lambda clerk: backend.create_member(MemberForm(buyer_id, "张三", phones[clerk])))  # noqa: B023
            assert outcomes == {"done": 1, "E-ALREADY-BOUND": CLERKS - 1}
            made = [member.id for phone in phones for member in backend.find_members(phone)]
            assert made == [member_of(backend, buyer_id)]

    def test_one_phone_belongs_to_one_member(self, backend: Backend) -> None:
        for number in range(ROUNDS):
            ids = [add_buyer(backend, name="张三") for _ in range(CLERKS)]
            phone = f"138{number:08}"
            outcomes = everybody(lambda clerk: backend.create_member(MemberForm(ids[clerk], "张三", phone)))  # noqa: B023
            assert outcomes == {"done": 1, "E-PHONE-TAKEN": CLERKS - 1}
            assert sum(member_of(backend, buyer_id) is not None for buyer_id in ids) == 1

    def test_one_open_id_belongs_to_one_buyer(self, backend: Backend) -> None:
        for number in range(ROUNDS):
            user = WxBuyingUser(open_id=f"{OPEN_ID}{number}")
            outcomes = everybody(lambda clerk: backend.register(user, MemberForm(name=f"客人{clerk}")))  # noqa: B023
            assert outcomes == {"done": 1, "E-OPEN-ID-TAKEN": CLERKS - 1}

    def test_one_buyer_is_bound_once(self, backend: Backend) -> None:
        members = [add_member(backend, f"会员{clerk}", f"1390013900{clerk}")[1] for clerk in range(CLERKS)]
        for _ in range(ROUNDS):
            buyer_id = add_buyer(backend, name="张三")
            outcomes = everybody(lambda clerk: backend.bind_member(MemberForm(buyer_id), member_id=members[clerk]))  # noqa: B023
            assert outcomes == {"done": 1, "E-ALREADY-BOUND": CLERKS - 1}

    def test_a_binding_is_taken_off_once(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        for _ in range(ROUNDS):
            assert everybody(lambda _clerk: backend.unbind_member(MemberForm(buyer_id))) == {
                "done": 1,
                "E-NOT-BOUND": CLERKS - 1,
            }
            backend.bind_member(MemberForm(buyer_id), member_id=member_id)

    def test_the_same_operation_is_done_once(self, backend: Backend) -> None:
        for number in range(ROUNDS):
            results = []
            form = MemberForm(add_buyer(backend, name="张三"), "张三", f"138{number:08}")

            def create(_clerk: int) -> None:
                results.append(backend.create_member(form, operation_id=f"op-{number}"))  # noqa: B023

            assert everybody(create) == {"done": CLERKS}
            assert len(set(results)) == 1

    def test_an_edit_that_was_overtaken_is_refused(self, backend: Backend) -> None:
        for number in range(ROUNDS):
            buyer_id = add_buyer(backend, name="张三")
            shown = backend.get(buyer_id)
            assert shown is not None
            outcomes = everybody(
                lambda clerk: backend.save_user(WxBuyingUser(buyer_id, name=f"{number}-{clerk}"), base=shown)  # noqa: B023
            )
            assert outcomes == {"done": 1, "E-CHANGED": CLERKS - 1}

    def test_members_and_bindings_that_change_together_do_not_block_each_other(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)

        def rename(clerk: int) -> None:
            for number in range(ROUNDS):
                backend.save_member(
                    Member(member_id, name="甲乙"[clerk] + "子丑寅卯辰巳午未申酉戌亥"[number], phone=PHONE)
                )

        def bind_and_unbind() -> None:
            for _ in range(ROUNDS):
                backend.unbind_member(MemberForm(buyer_id))
                backend.bind_member(MemberForm(buyer_id), member_id=member_id)

        assert race(lambda: rename(0), lambda: rename(1), bind_and_unbind) == {"done": 3}
        member = backend.get_member(member_id)
        assert member is not None
        assert [hit.buyer.id for hit in backend.search(member.name).hits if hit.buyer] == [buyer_id]


def create(backend: Backend, buyer_id: int, number: int) -> Any:
    """The same phone from every process: a new member for it, and a buyer of its own."""
    own = add_buyer(backend, name="张三")
    return backend.create_member(MemberForm(own, "张三", f"138{number:08}"))


def bind(backend: Backend, buyer_id: int, number: int) -> Any:
    """The same buyer from every process: a new member for it, with a phone that nobody else uses."""
    own = f"{multiprocessing.current_process().name[-1]}{number:07}"
    return backend.create_member(MemberForm(buyer_id + number, "张三", f"139{own}"))


def clerk_process(url: str, write: Write, first_buyer: int, start: Any, outcomes: Any) -> None:
    """A program of its own, with its own connection: writes once in each round."""
    with open_backend(url) as backend:
        for number in range(ROUNDS):
            start.wait()
            outcomes.put((number, outcome_of(lambda: write(backend, first_buyer, number))))  # noqa: B023


@pytest.mark.parametrize(("write", "refusal"), [(create, "E-PHONE-TAKEN"), (bind, "E-ALREADY-BOUND")])
def test_processes(url: str, write: Write, refusal: str) -> None:
    if url == "sqlite://":
        pytest.skip("a database in memory belongs to one process")
    with open_backend(url) as backend:
        first = min(add_buyer(backend, name="张三") for _ in range(ROUNDS))
    context = multiprocessing.get_context("spawn")
    start, outcomes = context.Barrier(PROCESSES), context.Queue()
    processes = [
        context.Process(target=clerk_process, args=(url, write, first, start, outcomes), name=f"clerk{clerk}")
        for clerk in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    answers = Counter(outcomes.get(timeout=60) for _ in range(PROCESSES * ROUNDS))
    for process in processes:
        process.join()
        assert process.exitcode == 0
    outcomes.close()
    outcomes.join_thread()
    assert answers == Counter({(number, end): 1 for number in range(ROUNDS) for end in ("done", refusal)})
    with open_backend(url) as backend:
        bound = [buyer for buyer in backend.get_list(range(1, 200)) if buyer.is_bound]
    assert len(bound) == ROUNDS
    with open_store(url) as store, store.write() as connection:
        assert index.check_index(connection) == 0


def test_an_empty_database_is_made_once(url: str) -> None:
    if url == "sqlite://":
        pytest.skip("every database in memory is another one")
    assert race(*(lambda: open_store(url).close() for _ in range(CLERKS))) == {"done": CLERKS}
    with open_store(url) as store, store.write() as connection:
        assert index.check_index(connection) == 0
